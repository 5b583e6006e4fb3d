import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addressOf } from '#server/http/addresses.ts'
import type { ApiFailure } from '#server/operations/api-failure.ts'
import type { Identity } from '#server/operations/context.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose session the request came in, once that is known. */
    caller: Identity | undefined
    /** The id of that session, which is not its token. */
    session: string | undefined
  }
  interface FastifyContextConfig {
    operation?: string
  }
}

/**
 * Lines about callers without a session, in a second: what accounts meet is in the same log, and must not drown in what anybody
 * can send.
 */
export const LINES_ABOUT_STRANGERS = 20

/** How often the sums of the requests without a line are written, in milliseconds. */
const SUMS_EVERY = 60_000

const OTHER = 'other'
const BROKEN = 'broken'

/**
 * Writes a line for each request that calls an operation, with nothing of its URL, headers or body, which carry passwords and
 * session ids. Files, pages, health and unknown paths are counted, and so are strangers beyond their lines.
 */
export class RequestLog {
  readonly #clock: () => number
  readonly #sums = new Map<string, Record<number, number>>()
  #log: FastifyBaseLogger | undefined
  #second = 0
  #lines = 0

  /** `clock`: milliseconds since 1970-01-01 GMT. */
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
    // One object for a line, and no more: each request makes one. What is undefined is not written.
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

  /** Of a caller without a session, a permission or patience. */
  noteRefusal(request: FastifyRequest, { status, message }: ApiFailure): void {
    if (status !== 401 && status !== 403 && status !== 429) return
    const { caller, routeOptions } = request
    if (caller === undefined && !this.#hasLine()) return
    // A session that ended is everyday life.
    const level = status === 401 ? 'info' : 'warn'
    const { operation } = routeOptions.config
    const who = caller && { client: caller.clientId, [caller.kind]: caller.name }
    const address = addressOf(request)
    request.log[level]({ event: 'refused', operation, status, reason: message, address, ...who }, 'refused')
  }

  /** What was no request, or not in time. */
  noteBroken(status: number): void {
    this.#count(BROKEN, status)
  }

  /** Whether there is a line left in this second. */
  #hasLine(): boolean {
    const second = Math.floor(this.#clock() / 1000)
    // The clock may be set back.
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
