import type { FastifyInstance, FastifyReply } from 'fastify'
import { SHORT_BODY } from '#contract/operation.ts'
import { asksForPage } from '#server/http/static-files.ts'
import { busy, failure, invalid } from '#server/operations/api-failure.ts'

/** How much of the server one caller may take. Times are in milliseconds. */
export interface Limits {
  /** Bytes of a request's first line and headers together. */
  head: number
  /** Characters of a URL. */
  url: number
  /** Bytes of all request bodies together. The contract has the limit of each. */
  bodies: number
  /** For the head to arrive; from the connection's start, so that a silent one is closed too. */
  headTime: number
  /** For the whole request to arrive. */
  requestTime: number
  /** For which a session and a permission, once looked up, count while the body arrives. */
  checkHolds: number
  /** For its answer to be found. */
  answerTime: number
  /** Without a byte either way. */
  silence: number
  /** Between two requests on a connection: longer than the minute after which most proxies give up theirs. */
  keepAlive: number
  connections: number
  /** Connections of one caller, once more than half of all are open. */
  connectionsOfOne: number
  /** The interval of the checks: a limit may take effect this much later. */
  timesCheckedEvery: number
}

export const LIMITS: Limits = {
  head: 16 * 1024,
  url: 8 * 1024,
  bodies: 64 * 1024 * 1024,
  headTime: 10_000,
  requestTime: 20_000,
  checkHolds: 1000,
  answerTime: 30_000,
  silence: 60_000,
  keepAlive: 72_000,
  connections: 5000,
  connectionsOfOne: 100,
  timesCheckedEvery: 1000,
}

/** Fastify's part of the limits. */
export const limiting = (limits: Limits) => ({
  // Only operations take a body, and each route sets its own limit.
  bodyLimit: SHORT_BODY,
  requestTimeout: limits.requestTime,
  connectionTimeout: limits.silence,
  keepAliveTimeout: limits.keepAlive,
  http: {
    maxHeaderSize: limits.head,
    headersTimeout: limits.headTime,
    connectionsCheckingInterval: limits.timesCheckedEvery,
    // A missing header is answered below, in the API's own form.
    requireHostHeader: false,
  },
})

/** The limits that Fastify has no option for. */
export function limit(app: FastifyInstance, limits: Limits): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request
    if (raw.httpVersion === '1.1' && raw.headers.host === undefined) return done(invalid({ reason: 'noHost' }))
    // A person who follows a link that is too long reads on the page what to do about it.
    if ((raw.url ?? '').length > limits.url && !asksForPage(request))
      return done(failure(414, { reason: 'urlTooLong', most: String(limits.url) }))
    done()
  })
  giveUpLateAnswers(app, limits)
}

/**
 * Answers requests that take too long. Fastify's own `handlerTimeout` makes a timer, a signal and a listener for each request, a
 * tenth of the cost of a short reply, and nothing here waits for that signal.
 */
function giveUpLateAnswers(app: FastifyInstance, { answerTime, timesCheckedEvery }: Limits): void {
  // The oldest first.
  const unanswered = new Set<FastifyReply>()
  app.addHook('onRequest', (_request, reply, done) => {
    unanswered.add(reply)
    done()
  })
  app.addHook('onResponse', (_request, reply, done) => {
    unanswered.delete(reply)
    done()
  })
  const check = setInterval(() => {
    for (const reply of unanswered) {
      if (reply.elapsedTime < answerTime) break
      unanswered.delete(reply)
      if (reply.sent || reply.raw.destroyed) continue
      // A reply under way can only be cut off.
      if (reply.raw.headersSent) reply.raw.destroy()
      else void reply.send(busy({ reason: 'tookTooLong' }))
    }
  }, timesCheckedEvery).unref()
  app.addHook('onClose', () => clearInterval(check))
}
