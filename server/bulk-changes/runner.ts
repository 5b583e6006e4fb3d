import { isDatabaseAway, isDatabaseFull } from '#server/database/failures.ts'
import { deleteOldDrafts } from '#server/bulk-changes/drafts.ts'
import { Leases, LEASE_TIMES, type Job, type LeaseTimes } from '#server/bulk-changes/leases.ts'
import type { Parts } from '#server/bulk-changes/parts.ts'
import { plan } from '#server/bulk-changes/planner.ts'
import { runItems } from '#server/bulk-changes/run.ts'
import { followTimes, stopUnauthorized } from '#server/bulk-changes/schedule.ts'
import { ApiFailure } from '#server/operations/api-failure.ts'

/** In one copy of the server; previews do not wait for them. */
const RUNS_AT_ONCE = 4
const LOOKS_EVERY_MS = 1000
const TIDIES_EVERY_MS = 60 * 60 * 1000
/** How long after its author lost the right a scheduled bulk change may still stand there. */
const CHECKS_AUTHORS_EVERY_MS = 60 * 1000

/**
 * Looks for bulk changes to plan and to run, and works on them: newly applied ones at once, those whose time has come and those that
 * another copy of the server left behind within seconds.
 */
export class Runner {
  readonly #parts: Parts
  readonly #leases: Leases
  /** By the id of the bulk change. */
  readonly #jobs = new Map<number, { isDraft: boolean; done: Promise<void> }>()
  /** Those that this copy failed over, though its database was there. */
  readonly #failedHere = new Set<number>()
  #lastLook = Promise.resolve()
  #isWaiting = false
  #timers: NodeJS.Timeout[] = []
  #isStopping = false

  constructor(parts: Parts, times: LeaseTimes = LEASE_TIMES) {
    this.#parts = parts
    this.#leases = new Leases(parts, times)
  }

  /** From now on looks for work by itself. */
  start(): void {
    const tidy = () => void deleteOldDrafts(this.#parts).catch((error: unknown) => this.#failed(error))
    const check = () => void stopUnauthorized(this.#parts).catch((error: unknown) => this.#failed(error))
    this.#timers = [
      setInterval(() => void this.look(), LOOKS_EVERY_MS),
      setInterval(tidy, TIDIES_EVERY_MS),
      setInterval(check, CHECKS_AUTHORS_EVERY_MS),
    ]
    for (const timer of this.#timers) timer.unref()
    tidy()
    void this.look()
  }

  /** Stops between two agents. Another copy goes on, or this one after its next start. */
  async stop(): Promise<void> {
    this.#isStopping = true
    for (const timer of this.#timers) clearInterval(timer)
    await this.#lastLook
    await Promise.all([...this.#jobs.values()].map(({ done }) => done))
  }

  /** Looks for work now; resolves once it has looked. */
  look(): Promise<void> {
    // A look that has not begun will see the same.
    if (this.#isWaiting) return this.#lastLook
    this.#isWaiting = true
    const take = () => {
      this.#isWaiting = false
      return this.#take()
    }
    this.#lastLook = this.#lastLook.then(take).catch((error: unknown) => void this.#failed(error))
    return this.#lastLook
  }

  /** Resolves once a draft is planned, unless another copy of the server plans it. */
  async plan(id: number): Promise<void> {
    await this.look()
    await this.#jobs.get(id)?.done
  }

  async #take(): Promise<void> {
    await followTimes(this.#parts)
    while (!this.#isStopping) {
      const runs = [...this.#jobs.values()].filter(({ isDraft }) => !isDraft).length
      const job = await this.#leases.take(new Set(this.#jobs.keys()), runs < RUNS_AT_ONCE ? 'all' : 'drafts')
      if (!job) return
      const done = this.#do(job).finally(() => {
        this.#jobs.delete(job.id)
        void this.look()
      })
      this.#jobs.set(job.id, { isDraft: job.isDraft, done })
    }
  }

  async #do(job: Job): Promise<void> {
    try {
      await this.#leases.during(job.id, () =>
        job.isDraft
          ? plan(this.#parts, this.#leases, job)
          : runItems(
              this.#parts,
              this.#leases,
              { ...job, isRescued: job.isRescued || this.#failedHere.delete(job.id) },
              () => this.#isStopping,
            ),
      )
      await this.#leases.release(job.id)
    } catch (error) {
      // It is taken up again by the next look that finds the database.
      if (this.#failed(error)) this.#failedHere.add(job.id)
    }
  }

  /** Logs a failure, unless the database was away or full. Returns whether it did. */
  #failed(error: unknown): boolean {
    if (isDatabaseAway(error) || isDatabaseFull(error) || (error instanceof ApiFailure && error.status === 503))
      return false
    this.#parts.log.failed(error)
    return true
  }
}
