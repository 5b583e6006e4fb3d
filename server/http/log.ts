import { randomUUID } from 'node:crypto'
import { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { addressOf } from '#server/http/addresses.ts'
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

/**
 * Writes together what comes in one turn of the event loop: to write costs more than to make the line. A server that is killed
 * leaves out the lines of its last turn.
 */
export function inBatches(stream: Log['stream']): Log['stream'] {
  let lines = ''
  const flush = () => {
    if (lines) stream.write(lines)
    lines = ''
  }
  process.on('exit', flush)
  return {
    write(line) {
      if (!lines) setImmediate(flush)
      lines += line
    },
  }
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
  const { method, routeOptions, caller } = request
  // One object for a line, and no more: each request makes one. What is undefined is not written.
  const line = {
    operation: routeOptions.config.operation,
    method,
    route: routeOptions.url,
    status: statusCode,
    ms: Math.round(elapsedTime * 10) / 10,
    address: addressOf(request),
    client: caller?.clientId,
    user: caller?.kind === 'user' ? caller.name : undefined,
    agent: caller?.kind === 'agent' ? caller.name : undefined,
  }
  request.log.info(line, 'request')
}

/** A refused caller: who has no session, no permission or no patience. */
export function logRefusal(request: FastifyRequest, { status, message }: ApiFailure): void {
  if (status !== 401 && status !== 403 && status !== 429) return
  // A session that ended is everyday life.
  const level = status === 401 ? 'info' : 'warn'
  const { caller, routeOptions } = request
  const { operation } = routeOptions.config
  const who = caller && { client: caller.clientId, [caller.kind]: caller.name }
  const address = addressOf(request)
  request.log[level]({ event: 'refused', operation, status, reason: message, address, ...who }, 'refused')
}

const LEVELS: Partial<Record<SecurityEvent['event'], 'warn' | 'error'>> = {
  'sign-in-refused': 'warn',
  'earlier-password-refused': 'warn',
  'agent-locked': 'warn',
  'user-locked': 'warn',
  'last-sysadmin-locked': 'error',
}

/** Logs an event together with the person who was signed in (`by`). */
export function logEvent(request: FastifyRequest, event: SecurityEvent): void {
  const { log, caller } = request
  log[LEVELS[event.event] ?? 'info']({ ...event, by: caller?.name, address: addressOf(request) }, event.event)
}
