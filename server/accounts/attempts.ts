import type { ProvenAccount } from '#server/accounts/account.ts'
import { takeFromAgent } from '#server/accounts/agent-attempts.ts'
import type { Given } from '#server/accounts/given.ts'
import { networksOf, type Networks } from '#server/operations/networks.ts'
import { exhaustedUntil, giveBack, sweepRates, takeOne, tooMany, type Rate } from '#server/accounts/rates.ts'
import type { SessionOwner } from '#server/accounts/session-store.ts'
import { findPlaces, rememberPlace, type Places } from '#server/accounts/sign-in-places.ts'
import { forgetWrongPasswords } from '#server/accounts/still-right.ts'
import { takeFromUser } from '#server/accounts/user-attempts.ts'
import { forUpdate } from '#server/database/dialect.ts'
import type { Database } from '#server/database/tables.ts'
import type { ApiFailure } from '#server/operations/api-failure.ts'
import type { Context } from '#server/operations/context.ts'
import { write } from '#server/writes/write.ts'

const MINUTE = 60_000

/** Refused sign-ins, for any names, after which an address has to wait. */
const OF_A_CALLER: Rate = { most: 100, within: 5 * MINUTE }
/** The same for all networks of one customer (IPv6). */
const OF_A_CUSTOMER: Rate = { most: 300, within: 5 * MINUTE }

/** For IPv4 both keys are the same, and the second rate holds. */
const ratesOf = ({ caller, customer }: Networks): ReadonlyMap<string, Rate> =>
  new Map([
    [`sign-ins ${customer}`, OF_A_CUSTOMER],
    [`sign-ins ${caller}`, OF_A_CALLER],
  ])

const tooManySignIns = (endsAt: number, now: number) => tooMany('tooManySignIns', endsAt, now)

export interface Attempt extends Given {
  counted: readonly string[]
  /** The caller is at a place where the owner signed in before. */
  isAtOwnPlace: boolean
  /** The refusal for a wrong password from an address that was refused too often. */
  impatient: ApiFailure | undefined
}

/** Throws 429 for an address that was refused too often, unless the account's owner signed in from it before. */
export async function requirePatience(db: Database, { address }: Context, owner: SessionOwner, now: number) {
  const networks = networksOf(address)
  const endsAt = await exhaustedUntil(db, ratesOf(networks), now)
  if (endsAt === undefined) return
  const { own } = await findPlaces(db, owner, networks, now)
  if (!own) throw tooManySignIns(endsAt, now)
}

/**
 * Takes one of the remaining attempts and counts it as refused, before the password is checked: no burst gets more passwords checked
 * than are allowed. It is one transaction whether or not the account exists. Throws 429 as `requirePatience` does.
 */
export function takeAttempt(db: Database, context: Context, owner: SessionOwner, now: number): Promise<Attempt> {
  const networks = networksOf(context.address)
  return write(db, context, async (trx) => {
    await sweepRates(trx, now)
    const counted: string[] = []
    let impatient: ApiFailure | undefined
    for (const [key, rate] of ratesOf(networks)) {
      const { isOver, endsAt } = await takeOne(trx, key, rate, now)
      if (isOver) impatient = tooManySignIns(endsAt, now)
      counted.push(key)
    }
    const { places, given } = await takeFrom(trx, owner, networks, now)
    if (impatient && !places.own) throw impatient
    return {
      ...given,
      counted: [...counted, ...(given.counted ?? [])],
      isAtOwnPlace: places.own !== undefined,
      impatient,
    }
  })
}

/** Locks the account for update, so that its attempts are taken one at a time. */
async function takeFrom(
  trx: Database,
  owner: SessionOwner,
  networks: Networks,
  now: number,
): Promise<{ places: Places; given: Given }> {
  if ('agent' in owner) {
    const agent = await trx
      .selectFrom('agent')
      .select(['id', 'active', 'failed_logins', 'locked_at'])
      .where('id', '=', owner.agent)
      .$call(forUpdate(trx))
      .executeTakeFirst()
    const places = await findPlaces(trx, owner, networks, now)
    return { places, given: await takeFromAgent(trx, agent, places, networks, now) }
  }
  const user = await trx
    .selectFrom('user_account')
    .select(['id', 'active', 'failed_logins', 'first_failed_at', 'locked_until'])
    .where('id', '=', owner.user)
    .$call(forUpdate(trx))
    .executeTakeFirst()
  const places = await findPlaces(trx, owner, networks, now)
  return { places, given: await takeFromUser(trx, user, places, networks, now) }
}

/**
 * Forgets the wrong passwords before a right one and remembers the place. Returns false if the account changed since its password
 * was checked.
 */
export async function forgetAttempt(
  trx: Database,
  { address }: Context,
  account: ProvenAccount,
  counted: readonly string[],
  now: number,
): Promise<boolean> {
  await giveBack(trx, counted)
  if (!(await forgetWrongPasswords(trx, account))) return false
  await rememberPlace(trx, account.owner, networksOf(address), now)
  return true
}
