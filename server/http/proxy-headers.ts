import type { FastifyInstance } from 'fastify'
import { ofSocket } from '#server/http/addresses.ts'

/** Headers that proxies add to requests. */
export const ADDED_BY_PROXIES = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
]

/** Logs one warning when a request comes through a proxy. For servers that trust none: all callers then count as one. */
export function warnOfProxies(app: FastifyInstance): void {
  let isSaid = false
  app.addHook('onRequest', ({ headers, socket, log }, _reply, done) => {
    if (isSaid) return done()
    const header = ADDED_BY_PROXIES.find((name) => headers[name] !== undefined)
    if (header !== undefined) {
      isSaid = true
      log.warn({ event: 'proxy-not-trusted', header, address: ofSocket(socket) }, NOT_TRUSTED)
    }
    done()
  })
}

const NOT_TRUSTED =
  'A request came through a proxy, and TRUST_PROXY is not set: every caller counts as the proxy. Set it to the address of the proxy.'
