import { randomUUID } from 'node:crypto'
import {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import type { ApiFailure } from '#server/operations/api-failure.ts'
import type { Identity, SecurityEvent } from '#server/operations/context.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose session the request came in, once that is known. */
    caller: Identity | undefined
  }
  interface FastifyContextConfig {
    operation?: string
  }
}

/** How much of the log is written, and where to. A line is a JSON object. */
export interface Log {
  /** `info`: every request; `warn`: what somebody should look at; `error`: failures of the server itself. */
  level: 'info' | 'warn' | 'error'
  stream: { write(line: string): void }
}

/** Fastify's part of the log. Its own lines about requests carry their URLs, and a URL may carry a session's id: ours do not. */
export const logging = ({ level, stream }: Log) => ({
  logController: new LogController({ disableRequestLogging: true }),
  // Not a count: the log of several servers is read as one.
  genReqId: () => randomUUID(),
  logger: {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    // An error's other properties may hold what a query was given.
    serializers: {
      err: ({ name, message, stack }: Error) => ({ type: name, message, stack: stack ?? '' }),
    },
    // Not pino's own way to standard output: when its reader is gone, that one waits for it for ever on the way out.
    stream,
  },
})

/** One line per request that was answered: nothing of its URL, headers or body, which carry passwords and session ids. */
export function logRequests(app: FastifyInstance): void {
  app.decorateRequest('caller')
  app.addHook('onResponse', (request, reply, done) => {
    logRequest(request, reply)
    done()
  })
}

export function logRequest(request: FastifyRequest, { statusCode, elapsedTime }: FastifyReply): void {
  const { method, routeOptions } = request
  const what = { operation: routeOptions.config.operation, method, route: routeOptions.url }
  request.log.info(
    { ...what, status: statusCode, ms: Math.round(elapsedTime * 10) / 10, ...whoAsks(request) },
    'request',
  )
}

const whoAsks = ({ caller, ip }: FastifyRequest) => ({
  address: ip,
  ...(caller && { client: caller.clientId, [caller.kind]: caller.name }),
})

/** A refused caller: who has no session, no permission or no patience. */
export function logRefusal(request: FastifyRequest, { status, message }: ApiFailure): void {
  if (status !== 401 && status !== 403 && status !== 429) return
  // A session that ended is everyday life.
  const level = status === 401 ? 'info' : 'warn'
  const { operation } = request.routeOptions.config
  request.log[level]({ event: 'refused', operation, status, reason: message, ...whoAsks(request) }, 'refused')
}

const TO_BE_LOOKED_AT: readonly SecurityEvent['event'][] = ['sign-in-refused', 'agent-locked', 'user-locked']

export const logEvent = (log: FastifyBaseLogger, address: string, event: SecurityEvent): void =>
  log[TO_BE_LOOKED_AT.includes(event.event) ? 'warn' : 'info']({ ...event, address }, event.event)
