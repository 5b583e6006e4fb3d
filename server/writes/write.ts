import pRetry from 'p-retry'
import { isDatabaseAway, isLostRace } from '#server/database/failures.ts'
import type { Database } from '#server/database/tables.ts'
import { ApiFailure, outcomeUnknown } from '#server/operations/api-failure.ts'
import type { Context } from '#server/operations/context.ts'
import { doOnce } from '#server/writes/idempotency.ts'
import { logChanges } from '#server/writes/log-changes.ts'
import { Recording, type Recorder } from '#server/writes/recording.ts'
import { requireUnchangedSince } from '#server/writes/undo-guard.ts'

/** The work of a write: changes rows and records the changes. It locks the rows before it records. */
type Work<Result> = (trx: Database, record: Recorder) => Promise<Result>

// Short and random, so that two losers of a race do not meet again.
const AFTER_A_LOST_RACE = { retries: 5, minTimeout: 5, factor: 2, randomize: true }

/**
 * Does a write in a transaction of its own: all of it, with its history, or nothing. Once it is saved, its changes are logged and
 * `context.changed` gets their ids. `work` may run several times: a transaction that loses a race against another (PostgreSQL's
 * serialization failures and deadlocks) starts again, here and nowhere else.
 * Throws 409 if the caller undoes a change and somebody changed the same since, and 503 if the database was lost while saving:
 * nobody knows then whether it was done, so it is neither repeated nor reported as undone.
 */
export async function write<Result>(db: Database, context: Context, work: Work<Result>): Promise<Result> {
  const attempt = async () => {
    let isCommitting = false
    try {
      return await db.transaction().execute(async (trx) => {
        const recording = new Recording(trx, context)
        const result = await (context.once && context.identity
          ? doOnce(trx, context.identity, context.once, () => work(trx, recording.record))
          : work(trx, recording.record))
        await recording.guard()
        isCommitting = true
        return { result, changes: recording.changes }
      })
    } catch (error) {
      throw isCommitting && isDatabaseAway(error) ? outcomeUnknown() : error
    }
  }
  const { result, changes } = await pRetry(attempt, {
    ...AFTER_A_LOST_RACE,
    shouldRetry: ({ error }) => isLostRace(error),
  }).catch(async (error: unknown) => {
    // "Changed again by …" says more than the error that the undo met.
    if (context.undoes && error instanceof ApiFailure) await requireUnchangedSince(db, context.undoes)
    throw error
  })
  if (changes.length) {
    logChanges(context.note, changes)
    context.changed?.(changes.map(({ id }) => id))
  }
  return result
}

class Rehearsed extends Error {}

/** Runs a write and rolls it back. Throws the write's errors. */
export async function rehearse(db: Database, context: Context, work: Work<unknown>): Promise<void> {
  try {
    await write(db, context, async (trx, record) => {
      await work(trx, record)
      throw new Rehearsed()
    })
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error
  }
}
