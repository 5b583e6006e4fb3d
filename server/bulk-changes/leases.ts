import { randomUUID } from 'node:crypto'
import { isUniqueViolation } from '#server/database/failures.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import type { BulkChangeTable, Database } from '#server/database/tables.ts'
import { LeaseLost } from '#server/writes/bulk-item.ts'

/** Milliseconds. An owner whose beat does not move for so long is dead. */
export interface LeaseTimes {
  beatEvery: number
  deadAfter: number
}

export const LEASE_TIMES: LeaseTimes = { beatEvery: 500, deadAfter: 2000 }

/** A bulk change that is to be planned or run. */
export interface Job {
  id: number
  client: number
  isDraft: boolean
  /** Another copy of the server died over it. */
  isRescued: boolean
}

type Unfinished = Pick<BulkChangeTable, 'status' | 'owner'> & { id: number; client: number; beat: number }

/**
 * The owner of each plan and run, among all copies of the server. An owner's `beat` counts up; a copy that sees it stand still for
 * long enough, by its own stopwatch, takes over with one conditional UPDATE. No clock is compared with another's, so one that jumps
 * frees or blocks nothing.
 */
export class Leases {
  readonly owner = randomUUID()
  readonly #db: Database
  readonly #clock: Dependencies['clock']
  readonly #times: LeaseTimes
  readonly #seen = new Map<number, { beat: string; since: number }>()

  constructor({ db, clock }: Dependencies, times: LeaseTimes) {
    this.#db = db
    this.#clock = clock
    this.#times = times
  }

  /** Takes a bulk change that nobody plans or runs; undefined if there is none. `mine`: the ids of those that this copy works on. */
  async take(mine: ReadonlySet<number>, kind: 'all' | 'drafts'): Promise<Job | undefined> {
    const unfinished = await this.#unfinished()
    this.#forgetOthers(unfinished)
    const all = unfinished.filter(({ status }) => kind === 'all' || status === 'Draft')
    const busy = new Set(all.filter(({ status }) => status === 'Running').map(({ client }) => client))
    for (const each of all) {
      if (mine.has(each.id) || (each.status === 'Waiting' && busy.has(each.client))) continue
      const isDead = each.owner !== null && (each.owner === this.owner || this.#standsStill(each))
      if (each.owner !== null && !isDead) continue
      if (await this.#claim(each))
        return {
          id: each.id,
          client: each.client,
          isDraft: each.status === 'Draft',
          isRescued: isDead && each.owner !== this.owner,
        }
    }
    return undefined
  }

  /** Shows that the owner lives. Throws `LeaseLost` if it is no longer the owner. */
  async beat(db: Database, id: number): Promise<void> {
    const { numUpdatedRows } = await db
      .updateTable('bulk_change')
      .set((eb) => ({ beat: eb('beat', '+', 1) }))
      .where('id', '=', id)
      .where('owner', '=', this.owner)
      .where('status', 'in', ['Draft', 'Running'])
      .executeTakeFirst()
    if (!numUpdatedRows) throw new LeaseLost()
  }

  /** Beats as long as the work takes. */
  async during<Result>(id: number, work: () => Promise<Result>): Promise<Result> {
    // The work itself notices a failed beat: its writes need the lease.
    const timer = setInterval(() => void this.beat(this.#db, id).catch(() => {}), this.#times.beatEvery)
    try {
      return await work()
    } finally {
      clearInterval(timer)
    }
  }

  /** Another copy may go on at once. */
  async release(id: number): Promise<void> {
    await this.#db
      .updateTable('bulk_change')
      .set({ owner: null })
      .where('id', '=', id)
      .where('owner', '=', this.owner)
      .execute()
  }

  #unfinished(): Promise<Unfinished[]> {
    return (
      this.#db
        .selectFrom('bulk_change')
        .select(['id', 'client_id as client', 'status', 'owner', 'beat'])
        // As the index of those says it.
        .where('status', 'in', ['Draft', 'Waiting', 'Running'])
        .where((eb) =>
          eb.or([eb('status', '<>', 'Draft'), eb.and([eb('planned_at', 'is', null), eb('failure', 'is', null)])]),
        )
        .orderBy('applied_at')
        .orderBy('id')
        .execute()
    )
  }

  #standsStill({ id, owner, beat }: Unfinished): boolean {
    const now = performance.now()
    const seen = this.#seen.get(id)
    if (seen?.beat === `${owner} ${beat}`) return now - seen.since > this.#times.deadAfter
    this.#seen.set(id, { beat: `${owner} ${beat}`, since: now })
    return false
  }

  #forgetOthers(unfinished: readonly Unfinished[]): void {
    const ids = new Set(unfinished.map(({ id }) => id))
    for (const id of this.#seen.keys()) if (!ids.has(id)) this.#seen.delete(id)
  }

  /** One conditional UPDATE: of several copies, one succeeds. */
  async #claim({ id, status, owner, beat }: Unfinished): Promise<boolean> {
    const now = this.#clock()
    const { numUpdatedRows } = await this.#db
      .updateTable('bulk_change')
      .set((eb) => ({
        owner: this.owner,
        beat: beat + 1,
        ...(status !== 'Draft' && {
          status: 'Running' as const,
          started_at: eb.fn.coalesce('started_at', eb.val(now)),
          resumed_at: now,
          done_before: eb
            .selectFrom('bulk_change_item')
            .select((items) => items.fn.countAll<number>().as('done'))
            .where('bulk_change_id', '=', id)
            .where('outcome', 'in', ['applied', 'unchanged', 'failed', 'left-alone']),
        }),
      }))
      .where('id', '=', id)
      .where('status', '=', status)
      .where('beat', '=', beat)
      .$call((update) => (owner === null ? update.where('owner', 'is', null) : update.where('owner', '=', owner)))
      .executeTakeFirst()
      // Another of its client runs.
      .catch((error: unknown) => {
        if (isUniqueViolation(error)) return { numUpdatedRows: 0n }
        throw error
      })
    return numUpdatedRows > 0n
  }
}
