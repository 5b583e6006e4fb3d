import type { Database } from '#server/database/tables.ts'
import { isDatabaseAway, isDatabaseFull, isLostRace, isRightMissing } from '#server/database/failures.ts'
import { forgetBulkChanges } from '#server/bulk-changes/retention.ts'
import type { History } from '#server/history/history.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const SWEEPS_EVERY_MS = 60 * 60 * 1000

interface RetentionParts {
  db: Database
  history: History
  /** Milliseconds since 1970-01-01 GMT. */
  clock: () => number
  log: {
    /** `count`: changes. */
    deleted: (count: number) => void
    failed: (error: unknown) => void
  }
}

/** Deletes changes, bulk changes and their items that are older than some days, at the start and every hour. */
export class Retention {
  readonly #parts: RetentionParts
  readonly #days: number
  readonly #stopping = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #sweeping = Promise.resolve()

  constructor(parts: RetentionParts, days: number) {
    this.#parts = parts
    this.#days = days
  }

  start(): void {
    this.#timer = setInterval(() => void this.sweep(), SWEEPS_EVERY_MS).unref()
    void this.sweep()
  }

  /** Ends a sweep between two statements; the next start goes on. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#stopping.abort()
    await this.#sweeping
  }

  /** Resolves when everything old is deleted, or has failed and is logged. */
  sweep(): Promise<void> {
    this.#sweeping = this.#sweeping.then(() => this.#sweep())
    return this.#sweeping
  }

  async #sweep(): Promise<void> {
    const { db, history, clock, log } = this.#parts
    const old = { before: clock() - this.#days * DAY_MS, signal: this.#stopping.signal }
    try {
      const count = (await forgetBulkChanges({ db, history }, old)) + (await history.forget(old))
      if (count) log.deleted(count)
    } catch (error) {
      // Another copy of the server deletes the same, or the next sweep does.
      if (isLostRace(error) || isDatabaseAway(error) || isDatabaseFull(error)) return
      log.failed(isRightMissing(error) ? new Error(RIGHT_MISSING) : error)
    }
  }
}

const RIGHT_MISSING =
  'HISTORY_DAYS is set, but the database role of the server may not delete history: see docs/operations.md, “With separate roles”'
