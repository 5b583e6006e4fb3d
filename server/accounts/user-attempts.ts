import { WRONG_PASSWORDS } from '#contract/sessions.ts'
import { CLOCKS_DIFFER_BY } from '#server/accounts/clock-skew.ts'
import type { Given, HeldUser } from '#server/accounts/given.ts'
import type { Networks } from '#server/operations/networks.ts'
import { noteAtOwnPlace, noteStranger, type Places, type SignInPlace } from '#server/accounts/sign-in-places.ts'
import type { Database } from '#server/database/tables.ts'

const MINUTE = 60_000

/** `WRONG_PASSWORDS` within this time make the next attempt wait for this long. */
const WITHIN = 5 * MINUTE
const WAIT = 15 * MINUTE
/** The wait doubles with each further wrong password of a stranger, up to this. */
const LONGEST_WAIT = 60 * MINUTE

const NOTHING: Given = { isTaken: false, locks: false }
const ONE: Given = { isTaken: true, locks: false }
const LAST: Given = { isTaken: true, locks: true }

/**
 * Takes one of a user's attempts. Each place where the user signed in before has five of its own, and five more after a wait. All
 * other places share five. After those, each place waits by itself, which nobody else can prolong, for one attempt: so nobody can
 * keep a user out for good.
 */
export async function takeFromUser(
  trx: Database,
  user: HeldUser | undefined,
  places: Places,
  networks: Networks,
  now: number,
): Promise<Given> {
  if (!user) return takeShared(trx, NO_USER, networks, now)
  const { own, strange } = places
  if (!user.active) return NOTHING
  if (own) return takeAtOwnPlace(trx, user, own, now)
  if (strange && strange.wait_until !== null)
    return takeAfterWait(trx, user, strange, strange.wait_until, networks, now)
  if (user.locked_until !== null && user.locked_until > now)
    return beginToWait(trx, user, user.locked_until, networks, now)
  return takeShared(trx, user, networks, now)
}

/** Stands in for an unknown user, so that they cost as much. No row has this id. */
const NO_USER: HeldUser = { id: 0, active: 0, failed_logins: 0, first_failed_at: null, locked_until: null }

/** Takes one of the attempts that all strangers share. */
async function takeShared(
  trx: Database,
  { id, active, failed_logins, first_failed_at }: HeldUser,
  networks: Networks,
  now: number,
): Promise<Given> {
  const { failures, since } = oneMore(failed_logins, first_failed_at, now)
  const isLast = failures === WRONG_PASSWORDS
  await trx
    .updateTable('user_account')
    .set(
      isLast
        ? { failed_logins: 0, first_failed_at: null, locked_until: now + WAIT }
        : { failed_logins: failures, first_failed_at: since },
    )
    .where('id', '=', id)
    .execute()
  if (!active) return NOTHING
  if (!isLast) return ONE
  await noteStranger(trx, { user: id }, networks, { failures: 1, wait_until: now + WAIT }, now)
  return LAST
}

/** The shared attempts are used up: gives this place a wait of its own, which ends when the shared one does now. */
async function beginToWait(
  trx: Database,
  { id }: HeldUser,
  lockedUntil: number,
  networks: Networks,
  now: number,
): Promise<Given> {
  const until = sane(lockedUntil, now)
  await noteStranger(trx, { user: id }, networks, { failures: 0, wait_until: until }, now)
  if (until !== lockedUntil) await waitUntil(trx, id, until)
  return NOTHING
}

async function takeAtOwnPlace(trx: Database, { id }: HeldUser, own: SignInPlace, now: number): Promise<Given> {
  if (own.wait_until !== null && own.wait_until > now) {
    const until = sane(own.wait_until, now)
    const { failures, first_failed_at } = own
    if (until !== own.wait_until) await noteAtOwnPlace(trx, own, { failures, first_failed_at, wait_until: until })
    return NOTHING
  }
  const { failures, since } = oneMore(own.failures, own.first_failed_at, now)
  if (failures < WRONG_PASSWORDS) {
    await noteAtOwnPlace(trx, own, { failures, first_failed_at: since, wait_until: null })
    return ONE
  }
  await noteAtOwnPlace(trx, own, { failures: 0, first_failed_at: null, wait_until: now + WAIT })
  // The same person must not go on guessing from elsewhere.
  await waitUntil(trx, id, now + WAIT)
  return LAST
}

/** Grants a stranger's place one attempt once its own wait is over. */
async function takeAfterWait(
  trx: Database,
  { id }: HeldUser,
  { failures }: SignInPlace,
  waitsUntil: number,
  networks: Networks,
  now: number,
): Promise<Given> {
  if (waitsUntil > now) {
    const until = sane(waitsUntil, now)
    if (until === waitsUntil) return NOTHING
    await noteStranger(trx, { user: id }, networks, { failures, wait_until: until }, now)
    await waitUntil(trx, id, until)
    return NOTHING
  }
  const wait = Math.min(WAIT * 2 ** failures, LONGEST_WAIT)
  await noteStranger(trx, { user: id }, networks, { failures: failures + 1, wait_until: now + wait }, now)
  return ONE
}

async function waitUntil(trx: Database, user: number, until: number): Promise<void> {
  await trx.updateTable('user_account').set({ locked_until: until }).where('id', '=', user).execute()
}

/** A wait longer than the longest began before the clock was set back. It starts again. */
const sane = (until: number, now: number) => (until > now + LONGEST_WAIT + CLOCKS_DIFFER_BY ? now + WAIT : until)

/** Counts one more wrong password. Old ones no longer count, nor do those from before the clock was set back. */
function oneMore(failures: number, since: number | null, now: number): { failures: number; since: number } {
  const counts = since !== null && since > now - WITHIN && since <= now + CLOCKS_DIFFER_BY
  return counts ? { failures: failures + 1, since } : { failures: 1, since: now }
}
