import type { FastifyInstance } from 'fastify'
import { ofSocket } from '#server/http/addresses.ts'

const ADDED_BY_PROXIES =
  /^(forwarded.*|via|cdn-loop|x-forward.*|x-original-.*|x-real-ip|x-proxy.*|x-cluster-.*|x-envoy-.*|x-amzn-.*|x-azure-.*|x-appengine-.*|x-arr-.*|cf-.*|.*client-ip|.*clientip)$/

/** A header that a proxy adds to a request; undefined without one. */
export const proxyHeaderOf = (headers: object): string | undefined =>
  Object.keys(headers).find((header) => ADDED_BY_PROXIES.test(header))

/** Logs one warning when a request comes through a proxy. For servers that trust none: all callers then count as one. */
export function warnOfProxies(app: FastifyInstance): void {
  let isSaid = false
  app.addHook('onRequest', ({ headers, socket, log }, _reply, done) => {
    if (isSaid) return done()
    const header = proxyHeaderOf(headers)
    if (header !== undefined) {
      isSaid = true
      log.warn({ event: 'proxy-not-trusted', header, address: ofSocket(socket) }, NOT_TRUSTED)
    }
    done()
  })
}

const NOT_TRUSTED =
  'A request came through a proxy, and TRUST_PROXY is not set: every caller counts as the proxy. Set it to the address of the proxy.'
