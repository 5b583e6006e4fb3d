import pLimit, { type LimitFunction } from 'p-limit'
import { busy } from '#server/operations/api-failure.ts'

/** A caller who would wait longer than for these is told to come back. */
const MOST_WAITING = 50

const queues = new Map<string, LimitFunction>()

/** Runs tasks of one key in turn. Throws 503 when too many of them wait. */
export async function oneAtATime<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  const queue = queues.get(key) ?? pLimit(1)
  if (queue.pendingCount >= MOST_WAITING) throw busy({ reason: 'tooManyUnderOneName' })
  queues.set(key, queue)
  try {
    return await queue(work)
  } finally {
    if (queue.activeCount + queue.pendingCount === 0) queues.delete(key)
  }
}
