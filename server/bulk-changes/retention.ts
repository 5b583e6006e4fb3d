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
    // A value that is temporary stays one, and one that is taken back is read from the items.
    .where((eb) => eb.or([eb('take_back', 'is', null), eb('take_back', '<>', 'pending')]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('bulk_change as later')
            .select('later.id')
            .whereRef('later.undoes', '=', 'bulk_change.id')
            .whereRef('later.client_id', '=', 'bulk_change.client_id')
            .where('later.status', 'in', ['Waiting', 'Running']),
        ),
      ),
    )
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
