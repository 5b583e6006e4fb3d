import type { Database } from '#server/database/tables.ts'
import { recordChanges, type NewChange } from '#server/history/record.ts'
import type { Context } from '#server/operations/context.ts'
import { markApplied } from '#server/writes/bulk-item.ts'
import type { RecordedChange } from '#server/writes/log-changes.ts'
import { requireUnchangedSince } from '#server/writes/undo-guard.ts'

/** Records the changes of a write in its transaction, with their client and time. */
export type Recorder = (of: { client: number; now: number }, changes: readonly NewChange[]) => Promise<void>

/** The changes of one attempt at a write. */
export class Recording {
  readonly changes: RecordedChange[] = []
  readonly #trx: Database
  readonly #context: Context
  #isGuarded = false

  constructor(trx: Database, context: Context) {
    this.#trx = trx
    this.#context = context
  }

  readonly record: Recorder = async ({ client, now }, changes) => {
    await this.guard()
    const { item } = this.#context
    if (item) await markApplied(this.#trx, item, changes)
    const ids = await recordChanges(this.#trx, { context: this.#context, client, now }, changes)
    for (const [i, id] of ids.entries()) {
      const change = changes[i]
      if (change) this.changes.push({ ...change, id, client })
    }
  }

  /**
   * Throws 409 if the write undoes a change and somebody changed the same since. The write records its changes when it holds the
   * objects that it changes, so nobody else can change them after this check.
   */
  async guard(): Promise<void> {
    const { undoes } = this.#context
    if (this.#isGuarded || !undoes) return
    this.#isGuarded = true
    await requireUnchangedSince(this.#trx, undoes)
  }
}
