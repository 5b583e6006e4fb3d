import { WRONG_PASSWORDS } from '#contract/sessions.ts'
import type { Given, HeldAgent } from '#server/accounts/given.ts'
import type { Networks } from '#server/operations/networks.ts'
import { takeOne, type Rate } from '#server/accounts/rates.ts'
import { noteAtOwnPlace, type Places } from '#server/accounts/sign-in-places.ts'
import type { Database } from '#server/database/tables.ts'

/**
 * The number of agents that a network may lock without their ever having signed in from it, so that one caller cannot lock a
 * whole call center.
 */
const LOCKS_OF_A_NETWORK: Rate = { most: 15, within: 60 * 60 * 1000 }

const NOTHING: Given = { isTaken: false, locks: false }

/**
 * Takes one of an agent's attempts. Each place where the agent signed in before has five of its own, even while the agent is locked
 * because of somebody else. All other places share five.
 */
export async function takeFromAgent(
  trx: Database,
  agent: HeldAgent | undefined,
  { own }: Places,
  { customer }: Networks,
  now: number,
): Promise<Given> {
  if (own && agent) {
    const failures = own.failures + 1
    if (!agent.active || failures > WRONG_PASSWORDS) return NOTHING
    await noteAtOwnPlace(trx, own, { failures, first_failed_at: null, wait_until: null })
    return { isTaken: true, locks: failures === WRONG_PASSWORDS }
  }
  const { id = 0, active = 0, failed_logins: before = 0, locked_at = null } = agent ?? {}
  const isTaken = active === 1 && locked_at === null && before < WRONG_PASSWORDS
  const failures = before + Number(isTaken)
  const locks = isTaken && failures === WRONG_PASSWORDS
  const key = `locks ${customer}`
  if (locks && (await takeOne(trx, key, LOCKS_OF_A_NETWORK, now)).isOver) return NOTHING
  // Runs for unknown agents too, so that they cost as much.
  await trx.updateTable('agent').set({ failed_logins: failures }).where('id', '=', id).execute()
  return { isTaken, locks, counted: locks ? [key] : [] }
}
