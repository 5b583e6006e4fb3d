import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Config } from '#server/config.ts'
import { engineOf } from '#server/database/engine.ts'
import type { Database } from '#server/database/tables.ts'
import { isFromHere } from '#server/http/from-here.ts'
import type { SecurityEvent } from '#server/operations/context.ts'

interface Metrics {
  /** Counts an event of an account. */
  count(event: SecurityEvent): void
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

interface Options {
  exposure: Config['METRICS']
  /** Readers must send it as `Authorization: Bearer …`. Undefined if they need none. */
  token: string | undefined
  /** How many passwords are being checked, and how many wait. */
  passwords: () => { running: number; waiting: number }
}

/** Measures the server, and serves the figures at `/metrics` in Prometheus' form to the callers that `exposure` allows. */
export function serveMetrics(app: FastifyInstance, db: Database, { exposure, token, passwords }: Options): Metrics {
  if (exposure === 'off') return { count: () => undefined }
  const own = new Registry()
  const registers = [own]
  const requests = new Counter({
    name: 'agent_console_requests_total',
    help: 'Requests answered. Whatever is no operation (pages, files, health, unknown paths) is "other".',
    labelNames: ['operation', 'status'] as const,
    registers,
  })
  const duration = new Histogram({
    name: 'agent_console_request_duration_seconds',
    help: 'From the head of a request to the end of its reply.',
    labelNames: ['operation'] as const,
    buckets: SECONDS,
    registers,
  })
  app.addHook('onResponse', ({ routeOptions }, { statusCode, elapsedTime }, done) => {
    const { operation = 'other' } = routeOptions.config
    requests.inc({ operation, status: statusCode })
    duration.observe({ operation }, elapsedTime / 1000)
    done()
  })

  const events = new Counter({
    name: 'agent_console_account_events_total',
    help: 'Sign-ins and their refusals by reason, locks and unlocks, new passwords.',
    labelNames: ['event', 'reason'] as const,
    registers,
  })
  gaugesOf(db, passwords, registers)

  app.get('/metrics', async (request, reply) => {
    if (exposure === 'loopback' && !isFromHere(request)) return reply.callNotFound()
    if (token !== undefined && !isSame(request.headers.authorization ?? '', `Bearer ${token}`))
      return reply.callNotFound()
    const all = Registry.merge([processMetrics(), own])
    return reply.type(all.contentType).send(await all.metrics())
  })
  return {
    count: (event) => events.inc({ event: event.event, reason: 'reason' in event ? event.reason : '' }),
  }
}

function gaugesOf(db: Database, passwords: Options['passwords'], registers: Registry[]): void {
  new Gauge({
    name: 'agent_console_database_connections',
    help: 'Open connections of this process to its database.',
    labelNames: ['state'] as const,
    registers,
    collect() {
      const { size, idle } = engineOf(db).statistics()
      this.set({ state: 'busy' }, size - idle)
      this.set({ state: 'idle' }, idle)
    },
  })
  new Gauge({
    name: 'agent_console_database_waiting',
    help: 'Queries and transactions that wait for a connection.',
    registers,
    collect() {
      this.set(engineOf(db).statistics().waiting)
    },
  })
  new Gauge({
    name: 'agent_console_passwords',
    help: 'Passwords that are being hashed or checked, and those that wait for their turn.',
    labelNames: ['state'] as const,
    registers,
    collect() {
      const { running, waiting } = passwords()
      this.set({ state: 'running' }, running)
      this.set({ state: 'waiting' }, waiting)
    },
  })
}

const digestOf = (text: string) => createHash('sha256').update(text).digest()

/** Compares in constant time. */
const isSame = (one: string, other: string) => timingSafeEqual(digestOf(one), digestOf(other))

let ofProcess: Registry | undefined

/** One for all servers of a process: it observes for as long as the process lives. */
function processMetrics(): Registry {
  if (ofProcess) return ofProcess
  ofProcess = new Registry()
  collectDefaultMetrics({ register: ofProcess })
  return ofProcess
}
