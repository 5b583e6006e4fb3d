import { giveBack, takeOne, tooMany, type Rate } from '#server/accounts/rates.ts'
import type { SessionOwner } from '#server/accounts/session-store.ts'
import type { Database } from '#server/database/tables.ts'
import { write } from '#server/writes/write.ts'
import type { Context } from '#server/operations/context.ts'

const MINUTE = 60_000

/** The number of answers that a password was used before. Each of them reveals one. */
const GUESSES: Rate = { most: 10, within: 15 * MINUTE }

/** How often people may change their own password. */
const OWN_CHANGES: Rate = { most: 10, within: 60 * MINUTE }

const nameOf = (owner: SessionOwner) => ('user' in owner ? `user ${owner.user}` : `agent ${owner.agent}`)

/** The key under which a guess counts: the caller's, or the account's own if nobody is signed in. */
export const guesserOf = ({ identity }: Context, owner: SessionOwner): string =>
  `earlier passwords ${identity ? `${identity.kind} ${identity.id}` : nameOf(owner)}`

/** Counts a guess before it is checked. Throws 429 after too many. */
export const takeGuess = (db: Database, context: Context, guesser: string, now: number): Promise<void> =>
  write(db, context, async (trx) => {
    const { isOver, endsAt } = await takeOne(trx, guesser, GUESSES, now)
    if (isOver) throw tooMany('tooManyReused', endsAt, now)
  })

export const giveGuessBack = (db: Database, context: Context, guesser: string): Promise<void> =>
  write(db, context, (trx) => giveBack(trx, [guesser]))

/** Counts a change of one's own password. Throws 429 after too many. */
export async function countOwnChange(trx: Database, owner: SessionOwner, now: number): Promise<void> {
  const { isOver, endsAt } = await takeOne(trx, `new passwords ${nameOf(owner)}`, OWN_CHANGES, now)
  if (isOver) throw tooMany('tooManyNewPasswords', endsAt, now)
}
