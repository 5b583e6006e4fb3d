import pRetry from 'p-retry'
import { isLostRace } from '#server/database/failures.ts'
import type { Database } from '#server/database/open.ts'
import { once } from '#server/history/once.ts'
import { requireUnchangedSince } from '#server/history/undo-guard.ts'
import type { Context } from '#server/operations/context.ts'

// Soon again, and at a moment of one's own.
const AFTER_A_LOST_RACE = { retries: 5, minTimeout: 5, factor: 2, randomize: true }

/**
 * Does a write in a transaction of its own: all of it, with its history, or nothing. It may be called several times: a
 * transaction that loses a race against another (PostgreSQL's serialization failures and deadlocks) is begun again, here alone.
 * Throws 409 when the caller undoes what was changed again since.
 */
export function write<Result>(
  db: Database,
  context: Context,
  work: (trx: Database) => Promise<Result>,
): Promise<Result> {
  const attempt = () =>
    db.transaction().execute(async (trx) => {
      if (context.undoes !== undefined) await requireUnchangedSince(trx, context.undoes)
      return context.once && context.identity ? once(trx, context.identity, context.once, () => work(trx)) : work(trx)
    })
  return pRetry(attempt, { ...AFTER_A_LOST_RACE, shouldRetry: ({ error }) => isLostRace(error) })
}
