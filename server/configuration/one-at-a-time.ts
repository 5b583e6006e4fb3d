import pLimit, { type LimitFunction } from 'p-limit'

const queues = new Map<string, LimitFunction>()

/** Runs what has the same key in turn. */
export async function oneAtATime<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  const queue = queues.get(key) ?? pLimit(1)
  queues.set(key, queue)
  try {
    return await queue(work)
  } finally {
    if (queue.activeCount + queue.pendingCount === 0) queues.delete(key)
  }
}
