import { isIPv6 } from 'node:net'
import { sql } from 'kysely'
import type { Account } from '#server/configuration/account.ts'
import { CLOCKS_DIFFER_BY } from '#server/configuration/clocks.ts'
import { touchList } from '#server/configuration/list-state.ts'
import type { Database } from '#server/database/tables.ts'
import { recordChanges } from '#server/history/record.ts'
import { write } from '#server/history/write.ts'
import { ApiFailure } from '#server/operations/api-failure.ts'
import type { Context } from '#server/operations/context.ts'

const MINUTE = 60_000

/** Consecutive wrong passwords that lock an agent, until a supervisor unlocks. */
const OF_AN_AGENT = 5
/** Wrong passwords that lock a user, and the time within which they count, and for how long. */
const OF_A_USER = { failures: 5, within: 5 * MINUTE, lockedFor: 15 * MINUTE }
/** Refused sign-ins, whoever's, after which an address has to wait. */
const OF_AN_ADDRESS = { failures: 100, within: 5 * MINUTE }

/**
 * Takes one of the attempts that an account has left, before its password is looked at: however many come at once, no more
 * are checked than these. Answers how many were taken, this one included; undefined when none is left.
 */
export async function takeAttempt(db: Database, { owner }: Account, now: number): Promise<number | undefined> {
  if ('agent' in owner) {
    const agent = await db
      .updateTable('agent')
      .set({ failed_logins: sql<number>`failed_logins + 1` })
      .where('id', '=', owner.agent)
      .where('locked_at', 'is', null)
      .where('active', '=', 1)
      .where('failed_logins', '<', OF_AN_AGENT)
      .returning('failed_logins')
      .executeTakeFirst()
    return agent?.failed_logins
  }
  const { within, lockedFor } = OF_A_USER
  const expired = sql<boolean>`(first_failed_at is null or first_failed_at not between ${now - within + 1} and ${now + CLOCKS_DIFFER_BY})`
  // A lock that would last longer was set before the clock was set back: it begins anew.
  await db
    .updateTable('user_account')
    .set({ locked_until: now + lockedFor })
    .where('id', '=', owner.user)
    .where('locked_until', '>', now + lockedFor + CLOCKS_DIFFER_BY)
    .execute()
  const user = await db
    .updateTable('user_account')
    .set({
      failed_logins: sql<number>`case when ${expired} then 1 else failed_logins + 1 end`,
      first_failed_at: sql<number>`case when ${expired} then ${now} else first_failed_at end`,
    })
    .where('id', '=', owner.user)
    .where('active', '=', 1)
    .where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<=', now)]))
    .where((eb) => eb.or([eb('failed_logins', '<', OF_A_USER.failures), expired]))
    .returning('failed_logins')
    .executeTakeFirst()
  return user?.failed_logins
}

/** The password was right: gives all attempts back. False when the account was locked in the meantime. */
export async function forgetAttempts(db: Database, { owner }: Account): Promise<boolean> {
  const { numUpdatedRows } = await (
    'agent' in owner
      ? db.updateTable('agent').set({ failed_logins: 0 }).where('id', '=', owner.agent).where('locked_at', 'is', null)
      : db
          .updateTable('user_account')
          .set({ failed_logins: 0, first_failed_at: null, locked_until: null })
          .where('id', '=', owner.user)
  ).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The password was wrong: the last attempt locks the account. */
export async function lockAfter(
  db: Database,
  context: Context,
  { client, owner, name }: Account,
  attempt: number,
  now: number,
): Promise<void> {
  if ('user' in owner) {
    if (attempt < OF_A_USER.failures) return
    const lock = { locked_until: now + OF_A_USER.lockedFor, failed_logins: 0, first_failed_at: null }
    await write(db, context, async (trx) => {
      await trx.updateTable('user_account').set(lock).where('id', '=', owner.user).execute()
      await recordChanges(trx, { context, client, now }, [
        { kind: 'user-locked', user: { id: owner.user, name }, by: null },
      ])
    })
    context.note({ event: 'user-locked', client, account: name })
    return
  }
  if (attempt < OF_AN_AGENT) return
  const isLocked = await write(db, context, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('agent')
      .set({ locked_at: now })
      .where('id', '=', owner.agent)
      .where('locked_at', 'is', null)
      .executeTakeFirst()
    if (!numUpdatedRows) return false
    const agent = { id: owner.agent, name }
    await recordChanges(trx, { context, client, now }, [{ kind: 'agent-locked', agent, by: null }])
    await touchList(trx, { client, list: 'agents', now })
    await touchList(trx, { client, list: 'locked-agents', now, grownBy: 1 })
    return true
  })
  if (isLocked) context.note({ event: 'agent-locked', client, account: name })
}

/** One who has an IPv6 address has all of its network's, 2^64 of them: those count as one. */
function networkOf(address: string): string {
  // The part before the mapped form of an IPv4 address is everybody's.
  if (!isIPv6(address) || address.includes('.')) return address
  const [start = [], end = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = Array.from({ length: 8 - start.length - end.length }, () => '0')
  return `${[...start, ...zeros, ...end].slice(0, 4).join(':')}::/64`
}

const isOver = (since: number, now: number) => since <= now - OF_AN_ADDRESS.within || since > now + CLOCKS_DIFFER_BY

/** Throws 429 for an address that was refused too often. */
export async function requirePatience(db: Database, { address }: Context, now: number): Promise<void> {
  const refused = await db
    .selectFrom('failed_login')
    .selectAll()
    .where('address', '=', networkOf(address))
    .executeTakeFirst()
  if (!refused || refused.failures < OF_AN_ADDRESS.failures || isOver(refused.since, now)) return
  const seconds = Math.ceil((refused.since + OF_AN_ADDRESS.within - now) / 1000)
  throw new ApiFailure(429, 429, `Too many refused sign-ins [try again in ${seconds} seconds]`, seconds)
}

/** Only refusals count, so that a call center behind one address signs in as it likes. */
export async function countRefusal(db: Database, { address }: Context, now: number): Promise<void> {
  await db
    .deleteFrom('failed_login')
    .where((eb) => eb.not(eb.between('since', now - OF_AN_ADDRESS.within + 1, now + CLOCKS_DIFFER_BY)))
    .execute()
  await db
    .insertInto('failed_login')
    .values({ address: networkOf(address), since: now, failures: 1 })
    .onConflict((conflict) =>
      conflict.column('address').doUpdateSet({ failures: sql<number>`failed_login.failures + 1` }),
    )
    .execute()
}
