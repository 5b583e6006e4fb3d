import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addressOf } from '#server/http/addresses.ts'
import type { ApiFailure } from '#server/operations/api-failure.ts'
import type { Identity } from '#server/operations/context.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The owner of the session, once the server has looked it up. */
    caller: Identity | undefined
    /** The id of that session, which is not its token. */
    session: string | undefined
  }
  interface FastifyContextConfig {
    operation?: string
  }
}

/** Lines per second for all callers without a session together. A flood of them must not drown security events. */
export const LINES_ABOUT_STRANGERS = 20

/** In milliseconds. */
const SUMS_EVERY = 60_000

const OTHER = 'other'
const BROKEN = 'broken'

/**
 * Logs requests. Each call of an operation gets a line, without its URL, headers and body, which carry passwords and session ids.
 * Everything else (files, pages, health, unknown paths), and floods of callers without a session, are counted, and the counts are
 * logged every minute.
 */
export class RequestLog {
  readonly #clock: () => number
  readonly #sums = new Map<string, Record<number, number>>()
  #log: FastifyBaseLogger | undefined
  #second = 0
  #lines = 0

  /** `clock` returns milliseconds since 1970-01-01 GMT. */
  constructor(clock: () => number) {
    this.#clock = clock
  }

  follow(app: FastifyInstance): void {
    this.#log = app.log
    app.decorateRequest('caller')
    app.decorateRequest('session')
    app.addHook('onResponse', (request, reply, done) => {
      this.noteReply(request, reply)
      done()
    })
    const timer = setInterval(() => this.#writeSums(), SUMS_EVERY).unref()
    app.addHook('onClose', () => {
      clearInterval(timer)
      this.#writeSums()
    })
  }

  noteReply(request: FastifyRequest, { statusCode: status, elapsedTime }: FastifyReply): void {
    const { method, routeOptions, caller } = request
    const { operation } = routeOptions.config
    if (status < 500 && (operation === undefined || (caller === undefined && !this.#hasLine())))
      return this.#count(operation ?? OTHER, status)
    // This runs for every request, so it makes a single object. Undefined fields are not written.
    const line = {
      operation,
      method,
      route: routeOptions.url,
      status,
      ms: Math.round(elapsedTime * 10) / 10,
      address: addressOf(request),
      client: caller?.clientId,
      user: caller?.kind === 'user' ? caller.name : undefined,
      agent: caller?.kind === 'agent' ? caller.name : undefined,
    }
    request.log.info(line, 'request')
  }

  /** Logs that a caller had no session, no permission or no patience. */
  noteRefusal(request: FastifyRequest, { status, message }: ApiFailure): void {
    if (status !== 401 && status !== 403 && status !== 429) return
    const { caller, routeOptions } = request
    if (caller === undefined && !this.#hasLine()) return
    // Sessions end every day.
    const level = status === 401 ? 'info' : 'warn'
    const { operation } = routeOptions.config
    const who = caller && { client: caller.clientId, [caller.kind]: caller.name }
    const address = addressOf(request)
    request.log[level]({ event: 'refused', operation, status, reason: message, address, ...who }, 'refused')
  }

  /** Counts a request that was not HTTP, too large or too slow. */
  noteBroken(status: number): void {
    this.#count(BROKEN, status)
  }

  /** Takes one of this second's lines; false if none is left. */
  #hasLine(): boolean {
    const second = Math.floor(this.#clock() / 1000)
    // Not `>`: a clock may be set back.
    if (second !== this.#second) this.#lines = 0
    this.#second = second
    return this.#lines++ < LINES_ABOUT_STRANGERS
  }

  #count(what: string, status: number): void {
    const sums = this.#sums.get(what) ?? {}
    sums[status] = (sums[status] ?? 0) + 1
    this.#sums.set(what, sums)
  }

  #writeSums(): void {
    if (this.#sums.size) this.#log?.info({ requests: Object.fromEntries(this.#sums) }, 'requests without a line')
    this.#sums.clear()
  }
}
