import type { Account } from '#server/accounts/account.ts'
import { touchList } from '#server/objects/list-state.ts'
import type { Database } from '#server/database/tables.ts'
import { write } from '#server/writes/write.ts'
import type { Context } from '#server/operations/context.ts'

/** Locks an agent after the last wrong password allowed. For a user it records that sign-ins now wait (`takeFromUser`). */
export async function lockAccount(db: Database, context: Context, account: Account, now: number): Promise<void> {
  const { client, owner, name } = account
  if ('agent' in owner) {
    await lockAgent(db, context, account, owner.agent, now)
    return
  }
  const isLast = await write(db, context, async (trx, record) => {
    const user = { id: owner.user, name }
    await record({ client, now }, [{ kind: 'user-locked', user, by: null }])
    return isLastSysadmin(trx, owner.user, now)
  })
  if (isLast) context.note({ event: 'last-sysadmin-locked', client, account: name })
}

/** Does nothing if the agent was locked already. */
const lockAgent = (db: Database, context: Context, { client, name }: Account, id: number, now: number) =>
  write(db, context, async (trx, record) => {
    const { numUpdatedRows } = await trx
      .updateTable('agent')
      .set({ locked_at: now })
      .where('id', '=', id)
      .where('locked_at', 'is', null)
      .executeTakeFirst()
    if (!numUpdatedRows) return
    await record({ client, now }, [{ kind: 'agent-locked', agent: { id, name }, by: null }])
    await touchList(trx, { client, list: 'agents', now })
    await touchList(trx, { client, list: 'locked-agents', now, grownBy: 1 })
  })

/** Whether the user is a Sysadmin and every other active Sysadmin is locked too. */
async function isLastSysadmin(trx: Database, id: number, now: number): Promise<boolean> {
  const sysadmins = await trx
    .selectFrom('user_account')
    .select(['id', 'locked_until'])
    .where('role', '=', 'Sysadmin')
    .where('active', '=', 1)
    .execute()
  const others = sysadmins.filter((other) => other.id !== id && (other.locked_until ?? 0) <= now)
  return sysadmins.some((sysadmin) => sysadmin.id === id) && others.length === 0
}

/** Costs as many commits as locking an account. For unknown names. */
export const writeAsMuch = (db: Database, context: Context, [counted = '']: readonly string[]): Promise<void> =>
  write(db, context, async (trx) => {
    await trx
      .updateTable('rate')
      .set((eb) => ({ taken: eb.ref('taken') }))
      .where('key', '=', counted)
      .execute()
  })
