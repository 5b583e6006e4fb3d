import { findItemsToDo } from '#server/bulk-changes/items.ts'
import { sentenceOf } from '#contract/refusals.ts'
import type { Parts } from '#server/bulk-changes/parts.ts'
import { callerOf, type StoredBulkChange } from '#server/bulk-changes/store.ts'
import type { BulkChangeItemTable } from '#server/database/tables.ts'
import { requireLease } from '#server/writes/bulk-item.ts'

/** After this many failures of a server over one item, the item is given up. */
const MOST_RESCUES = 3

/** Notes the outcome of items that were not written; the others were noted by their own write. Throws `LeaseLost`. */
export class Settling {
  readonly #parts: Parts
  readonly #owner: string
  readonly #bulkChange: StoredBulkChange

  constructor(parts: Parts, owner: string, bulkChange: StoredBulkChange) {
    this.#parts = parts
    this.#owner = owner
    this.#bulkChange = bulkChange
  }

  async settle(item: number, outcome: BulkChangeItemTable['outcome'], reason: string | null): Promise<void> {
    const { id } = this.#bulkChange
    await this.#parts.db.transaction().execute(async (trx) => {
      await requireLease(trx, id, this.#owner)
      await trx
        .updateTable('bulk_change_item')
        .set({ outcome, reason })
        .where('bulk_change_id', '=', id)
        .where('item', '=', item)
        .where('outcome', '=', 'planned')
        .execute()
    })
  }

  /** A server died or failed over the first item left: an item that fails every server must not stop the others. */
  async countRescue(): Promise<void> {
    const { db } = this.#parts
    const { id } = this.#bulkChange
    const [item] = await findItemsToDo(db, id, 0, 1)
    if (!item) return
    if (item.rescues + 1 >= MOST_RESCUES)
      return this.settle(item.item, 'failed', sentenceOf({ reason: 'failedOften', times: String(MOST_RESCUES) }))
    await db
      .updateTable('bulk_change_item')
      .set({ rescues: item.rescues + 1 })
      .where('bulk_change_id', '=', id)
      .where('item', '=', item.item)
      .execute()
  }

  async finish(): Promise<void> {
    const { db, clock, log } = this.#parts
    const { id, client_id: client, address } = this.#bulkChange
    const name = callerOf(this.#bulkChange)
    const { numUpdatedRows } = await db
      .updateTable('bulk_change')
      .set({ status: 'Done', finished_at: clock(), owner: null })
      .where('id', '=', id)
      .where('owner', '=', this.#owner)
      .where('status', '=', 'Running')
      .executeTakeFirst()
    if (numUpdatedRows)
      log.note({ event: 'bulk-change-done', client, bulkChange: id, count: this.#bulkChange.agents }, { name, address })
  }
}
