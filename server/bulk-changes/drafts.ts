import { MOST_DRAFTS } from '#contract/bulk-changes.ts'
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

/** Ends an author's drafts beyond the newest, as if their day were over. */
export async function endOtherDrafts(parts: Dependencies, author: number): Promise<void> {
  const drafts = parts.db
    .selectFrom('bulk_change')
    .select('id')
    .where('status', '=', 'Draft')
    .where('author_id', '=', author)
  const others = await drafts.orderBy('id', 'desc').offset(MOST_DRAFTS).limit(1000).execute()
  if (!others.length) return
  const ids = others.map(({ id }) => id)
  await parts.db
    .updateTable('bulk_change')
    .set({ created_at: 0 })
    .where('id', 'in', ids)
    .where('status', '=', 'Draft')
    .execute()
  await deleteOldDrafts(parts)
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
