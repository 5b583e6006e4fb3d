import { DRAFT_LIVES_MS } from '#server/bulk-changes/store.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import type { Database } from '#server/database/tables.ts'

// One statement must not keep others waiting.
const DELETED_AT_ONCE = 5000

export async function deleteItems(db: Database, id: number): Promise<void> {
  for (let from = 0; ; from += DELETED_AT_ONCE) {
    const { numDeletedRows } = await db
      .deleteFrom('bulk_change_item')
      .where('bulk_change_id', '=', id)
      .where('item', '<=', from + DELETED_AT_ONCE)
      .executeTakeFirst()
    if (!numDeletedRows) return
  }
}

/** Deletes the drafts whose day is over. */
export async function deleteOldDrafts({ db, clock }: Dependencies): Promise<void> {
  const old = await db
    .selectFrom('bulk_change')
    .select('id')
    .where('status', '=', 'Draft')
    .where('created_at', '<', clock() - DRAFT_LIVES_MS)
    .execute()
  for (const { id } of old) {
    await deleteItems(db, id)
    await db.deleteFrom('bulk_change').where('id', '=', id).where('status', '=', 'Draft').execute()
  }
}
