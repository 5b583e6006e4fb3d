import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '#server/database/tables.ts'

// One statement must not keep others waiting, and neither must many in a row.
const DELETED_AT_ONCE = 500
const REST_MS = 20

export interface Forgetting {
  /** Changes made earlier than this are deleted. In milliseconds since 1970. */
  before: number
  /** Ends it between two statements. */
  signal: AbortSignal
}

/** Deletes old changes, but for those of bulk changes, which go with their bulk change. Returns how many. */
export async function forgetChanges(db: Database, { before, signal }: Forgetting): Promise<number> {
  let deleted = 0
  for (let after = 0; !signal.aborted;) {
    const rows = await db
      .selectFrom('change')
      .select(['id', 'at'])
      .where('bulk_change_id', 'is', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(DELETED_AT_ONCE)
      .execute()
    // Ids follow time but for clocks that were set: a page without an old one is the end.
    const old = rows.filter(({ at }) => at < before).map(({ id }) => id)
    if (!old.length) break
    deleted += await deleteChanges(db, old)
    after = rows.at(-1)?.id ?? after
    await rest()
  }
  return deleted
}

/** Deletes the changes of a bulk change. Returns how many. */
export async function forgetBulkChange(
  db: Database,
  { client, id }: { client: number; id: number },
  signal: AbortSignal,
): Promise<number> {
  let deleted = 0
  while (!signal.aborted) {
    const rows = await db
      .selectFrom('change')
      .select('id')
      .where('client_id', '=', client)
      .where('bulk_change_id', '=', id)
      .orderBy('id')
      .limit(DELETED_AT_ONCE)
      .execute()
    if (!rows.length) break
    deleted += await deleteChanges(
      db,
      rows.map((row) => row.id),
    )
    await rest()
  }
  return deleted
}

const rest = () => wait(REST_MS, undefined, { ref: false })

/** An undo outlives the change that it took back: it no longer names it. */
const deleteChanges = (db: Database, ids: readonly number[]) =>
  db.transaction().execute(async (trx) => {
    await trx.updateTable('change').set({ undoes: null }).where('undoes', 'in', ids).execute()
    const { numDeletedRows } = await trx.deleteFrom('change').where('id', 'in', ids).executeTakeFirst()
    return Number(numDeletedRows)
  })
