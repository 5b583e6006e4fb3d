const REQUESTS = 'agent_console_requests_total'
const DURATION = 'agent_console_request_duration_seconds'

/** In seconds. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

interface Requests {
  byStatus: Map<number, number>
  /** Up to each bound, beyond the one before; the last are beyond all. */
  within: number[]
  seconds: number
}

/** The requests of each operation. Every request is counted, so prom-client, which checks and joins labels each time, is not used. */
export class RequestMetrics {
  readonly #operations = new Map<string, Requests>()

  count(operation: string, status: number, seconds: number): void {
    let requests = this.#operations.get(operation)
    if (!requests) {
      requests = { byStatus: new Map(), within: Array<number>(BOUNDS.length + 1).fill(0), seconds: 0 }
      this.#operations.set(operation, requests)
    }
    const { byStatus, within } = requests
    byStatus.set(status, (byStatus.get(status) ?? 0) + 1)
    let bound = 0
    while (seconds > (BOUNDS[bound] ?? Infinity)) bound++
    within[bound] = (within[bound] ?? 0) + 1
    requests.seconds += seconds
  }

  /** In Prometheus' form. */
  text(): string {
    const all = [...this.#operations]
    return [
      `# HELP ${REQUESTS} Requests answered. Whatever is no operation (pages, files, health, unknown paths) is "other".`,
      `# TYPE ${REQUESTS} counter`,
      ...all.flatMap(([operation, { byStatus }]) =>
        [...byStatus].map(([status, count]) => `${REQUESTS}{operation="${operation}",status="${status}"} ${count}`),
      ),
      `# HELP ${DURATION} From the head of a request to the end of its reply.`,
      `# TYPE ${DURATION} histogram`,
      ...all.flatMap(([operation, requests]) => histogram(operation, requests)),
      '',
    ].join('\n')
  }
}

function histogram(operation: string, { within, seconds }: Requests): string[] {
  let count = 0
  const buckets = within.map((more, i) => {
    count += more
    return `${DURATION}_bucket{le="${BOUNDS[i] ?? '+Inf'}",operation="${operation}"} ${count}`
  })
  return [
    ...buckets,
    `${DURATION}_sum{operation="${operation}"} ${seconds}`,
    `${DURATION}_count{operation="${operation}"} ${count}`,
  ]
}
