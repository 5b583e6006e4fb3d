import { OVER } from '#contract/bulk-changes.ts'
import { deleteItems } from '#server/bulk-changes/drafts.ts'
import type { Database } from '#server/database/tables.ts'
import type { Forgetting, History } from '#server/history/history.ts'

/** Deletes the bulk changes that ended long ago, with their items and changes. Returns how many changes. */
export async function forgetBulkChanges(
  { db, history }: { db: Database; history: History },
  { before, signal }: Forgetting,
): Promise<number> {
  const old = await db
    .selectFrom('bulk_change')
    .select(['id', 'client_id as client'])
    .where('status', 'in', OVER)
    .where('finished_at', '<', before)
    // A value that is temporary stays one.
    .where((eb) => eb.or([eb('take_back', 'is', null), eb('take_back', '<>', 'pending')]))
    .orderBy('id')
    .execute()
  let deleted = 0
  for (const { id, client } of old) {
    deleted += await history.forgetBulkChange({ client, id }, signal)
    if (signal.aborted) break
    await deleteItems(db, id)
    await db.deleteFrom('bulk_change').where('id', '=', id).execute()
  }
  return deleted
}
