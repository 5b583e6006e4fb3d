import type { Change } from '#contract/history.ts'
import { forUpdate } from '#server/database/dialect.ts'
import type { Database } from '#server/database/tables.ts'
import { conflict } from '#server/operations/api-failure.ts'
import type { BulkItem } from '#server/operations/context.ts'

/** The caller no longer runs the bulk change: somebody stopped it, or another copy of the server took it over. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

/**
 * Marks an item as applied, in the transaction of its write, which has locked the rows. Throws 409 if the agent is not as the
 * preview showed, and `LeaseLost`.
 */
export async function markApplied(
  trx: Database,
  { bulkChange, item, owner, isAsPreviewed, temporary }: BulkItem,
  changes: readonly Pick<Change, 'kind' | 'before' | 'after'>[],
): Promise<void> {
  if (!changes.every(isAsPreviewed)) throw conflict({ reason: 'changedSincePreview' })
  await requireLease(trx, bulkChange, owner)
  const { numUpdatedRows } = await trx
    .updateTable('bulk_change_item')
    .set({ outcome: 'applied', reason: null })
    .where('bulk_change_id', '=', bulkChange)
    .where('item', '=', item)
    .where('outcome', '=', 'planned')
    .executeTakeFirst()
  if (!numUpdatedRows) throw new LeaseLost()
  if (!temporary) return
  const { agent, field, object } = temporary
  await trx
    .insertInto('temporary_value')
    .values({ agent_id: agent, field, object_id: object ?? 0, bulk_change_id: bulkChange, item })
    .onConflict((conflict) =>
      conflict.columns(['agent_id', 'field', 'object_id']).doUpdateSet({ bulk_change_id: bulkChange, item }),
    )
    .execute()
}

/** Nobody stops the bulk change or takes it over until the transaction ends. Throws `LeaseLost`. */
export async function requireLease(trx: Database, bulkChange: number, owner: string): Promise<void> {
  const row = await trx
    .selectFrom('bulk_change')
    .select('id')
    .where('id', '=', bulkChange)
    .where('owner', '=', owner)
    .where('status', '=', 'Running')
    .$call(forUpdate(trx))
    .executeTakeFirst()
  if (!row) throw new LeaseLost()
}
