import type { Ask, Headers, Reply } from './requests.ts'

const CLIENTS = 4

const newAgent = (name: string) => ({
  loginId: `ROLLING${name}.`,
  firstName: 'Rolling',
  lastName: 'Restart',
  password: 'rolling-pass-1',
  phone: '5550100',
  wrapUpTime: 0,
  homeAgent: true,
  active: true,
})

interface Load {
  /** Resolves when so many more requests were sent. */
  afterMore: (count: number) => Promise<void>
  /** Resolves to the ids of the created agents by login ID, and the number of refusals by reason. */
  stop: () => Promise<{ requests: number; failures: Record<string, number>; created: Map<string, number> }>
}

/** Starts clients that read and change an agent and create others, one request after the other, and count the failures. */
export function startLoad(ask: Ask, agent: string, headers: Headers): Load {
  let stopped = false
  let requests = 0
  const created = new Map<string, number>()
  const failures: Record<string, number> = {}

  async function attempt(wanted: number, method: string, path: string, body?: object): Promise<Reply | undefined> {
    requests++
    const reply = await ask(method, path, { headers, body }).catch(() => undefined)
    if (reply?.status === wanted) return reply
    const what = `${method} ${reply?.status ?? 'broken off'}`
    failures[what] = (failures[what] ?? 0) + 1
    return undefined
  }

  async function work(number: number): Promise<void> {
    for (let i = 0; !stopped; i++) {
      await attempt(200, 'GET', agent)
      await attempt(204, 'PUT', agent, { wrapUpTime: i })
      const body = newAgent(`${number}_${i}`)
      const reply = await attempt(201, 'POST', '/configuration/agents', body)
      // The reply of Create Agent.
      if (reply) created.set(body.loginId, (JSON.parse(reply.body) as { id: number }).id)
    }
  }

  const clients = Array.from({ length: CLIENTS }, (_, number) => work(number))
  return {
    async afterMore(count) {
      const until = requests + count
      while (requests < until) await new Promise((resolve) => setImmediate(resolve))
    },
    async stop() {
      stopped = true
      await Promise.all(clients)
      return { requests, failures, created }
    },
  }
}
