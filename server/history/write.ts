import type { Database } from '#server/database/open.ts'
import { requireUnchangedSince } from '#server/history/undo-guard.ts'
import type { Context } from '#server/operations/context.ts'

/**
 * Does a write in a transaction of its own: all of it, with its history, or nothing.
 * Throws 409 when the caller undoes what was changed again since.
 */
export function write<Result>(
  db: Database,
  context: Context,
  work: (trx: Database) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (trx) => {
    if (context.undoes !== undefined) await requireUnchangedSince(trx, context.undoes)
    return work(trx)
  })
}
