import { createHistogram } from 'node:perf_hooks'
import autocannon, { type Request, type Result } from 'autocannon'

export interface Load {
  /** Repeated in turn. */
  requests: readonly Request[]
  headers?: Record<string, string>
  /** How many ask at a time. */
  connections?: number | undefined
  /** In seconds. */
  duration: number
}

export interface Figures {
  /** In milliseconds. */
  p50: number
  p95: number
  /** Replies per second. */
  rate: number
}

const CONNECTIONS = 10

/**
 * Loads a server over ten connections, or as many as given, each of which sends its next request after a reply. Throws on any
 * refusal.
 */
export async function load(
  address: string,
  { requests, headers = {}, connections = CONNECTIONS, duration }: Load,
): Promise<Figures> {
  const microseconds = createHistogram()
  const result = await new Promise<Result>((resolve, reject) => {
    const options = { url: address, connections, duration, headers, requests: [...requests] }
    const run = autocannon(options, (error: Error | null, done) => (error ? reject(error) : resolve(done)))
    run.on('response', (_client, _status, _bytes, milliseconds) =>
      microseconds.record(Math.max(1, Math.round(milliseconds * 1000))),
    )
  })
  if (result.non2xx || result.errors) throw new Error(`${result.non2xx} replies refused, ${result.errors} failed`)
  return {
    p50: microseconds.percentile(50) / 1000,
    p95: microseconds.percentile(95) / 1000,
    rate: microseconds.count / result.duration,
  }
}
