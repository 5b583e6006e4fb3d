import { giveBack, takeOne, tooMany, type Rate } from '#server/configuration/rates.ts'
import type { SessionOwner } from '#server/configuration/session-store.ts'
import type { Database } from '#server/database/tables.ts'
import { write } from '#server/history/write.ts'
import type { Context } from '#server/operations/context.ts'

const MINUTE = 60_000

/** How often somebody may want to set a password that was used before: each tells them of one. */
const GUESSES: Rate = { most: 10, within: 15 * MINUTE }

/** How often somebody may set a new password of their own. */
const OWN_CHANGES: Rate = { most: 10, within: 60 * MINUTE }

const nameOf = (owner: SessionOwner) => ('user' in owner ? `user ${owner.user}` : `agent ${owner.agent}`)

/** Against whom a guess counts: the caller, or, where nobody is signed in, the account whose password they gave. */
export const guesserOf = ({ identity }: Context, owner: SessionOwner): string =>
  `earlier passwords ${identity ? `${identity.kind} ${identity.id}` : nameOf(owner)}`

/** Counts a guess before it is looked at. Throws 429 when there were too many. */
export const takeGuess = (db: Database, context: Context, guesser: string, now: number): Promise<void> =>
  write(db, context, async (trx) => {
    const { isOver, endsAt } = await takeOne(trx, guesser, GUESSES, now)
    if (isOver) throw tooMany('passwords that were used before', endsAt, now)
  })

export const giveGuessBack = (db: Database, context: Context, guesser: string): Promise<void> =>
  write(db, context, (trx) => giveBack(trx, [guesser]))

/** Counts a new password that somebody sets for themselves. Throws 429 when there were too many. */
export async function countOwnChange(trx: Database, owner: SessionOwner, now: number): Promise<void> {
  const { isOver, endsAt } = await takeOne(trx, `new passwords ${nameOf(owner)}`, OWN_CHANGES, now)
  if (isOver) throw tooMany('new passwords', endsAt, now)
}
