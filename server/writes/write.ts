import pRetry from 'p-retry'
import { isDatabaseAway, isLostRace } from '#server/database/failures.ts'
import type { Database } from '#server/database/tables.ts'
import { once } from '#server/writes/idempotency.ts'
import { requireUnchangedSince } from '#server/writes/undo-guard.ts'
import { outcomeUnknown } from '#server/operations/api-failure.ts'
import type { Context } from '#server/operations/context.ts'

// Soon again, and at a moment of one's own.
const AFTER_A_LOST_RACE = { retries: 5, minTimeout: 5, factor: 2, randomize: true }

/**
 * Does a write in a transaction of its own: all of it, with its history, or nothing. It may be called several times: a
 * transaction that loses a race against another (PostgreSQL's serialization failures and deadlocks) is begun again, here alone.
 * Throws 409 when the caller undoes what was changed again since, and 503 when the database was lost in the moment of saving:
 * nobody then knows whether it was done, so that it is neither tried again nor called undone.
 */
export function write<Result>(
  db: Database,
  context: Context,
  work: (trx: Database) => Promise<Result>,
): Promise<Result> {
  const attempt = async () => {
    let isCommitting = false
    try {
      return await db.transaction().execute(async (trx) => {
        if (context.undoes !== undefined) await requireUnchangedSince(trx, context.undoes)
        const result = await (context.once && context.identity
          ? once(trx, context.identity, context.once, () => work(trx))
          : work(trx))
        isCommitting = true
        return result
      })
    } catch (error) {
      throw isCommitting && isDatabaseAway(error) ? outcomeUnknown() : error
    }
  }
  return pRetry(attempt, { ...AFTER_A_LOST_RACE, shouldRetry: ({ error }) => isLostRace(error) })
}

class Rehearsed extends Error {}

/** Runs a write and rolls it back. Throws whatever the write throws. */
export async function rehearse(
  db: Database,
  context: Context,
  work: (trx: Database) => Promise<unknown>,
): Promise<void> {
  try {
    await write(db, context, async (trx) => {
      await work(trx)
      throw new Rehearsed()
    })
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error
  }
}
