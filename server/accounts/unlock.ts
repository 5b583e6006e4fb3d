import { forgiveAllPlaces } from '#server/accounts/sign-in-places.ts'
import type { Database } from '#server/database/tables.ts'

/** Lets a user sign in at once, from everywhere. */
export async function unlockUser(trx: Database, id: number): Promise<void> {
  const unlocked = { locked_until: null, failed_logins: 0, first_failed_at: null }
  await trx.updateTable('user_account').set(unlocked).where('id', '=', id).execute()
  await forgiveAllPlaces(trx, { user: id })
}

export async function unlockAgent(trx: Database, id: number): Promise<void> {
  await trx.updateTable('agent').set({ locked_at: null, failed_logins: 0 }).where('id', '=', id).execute()
  await forgiveAllPlaces(trx, { agent: id })
}
