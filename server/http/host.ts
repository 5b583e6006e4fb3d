import type { FastifyInstance } from 'fastify'
import { isLoopback } from '#server/config.ts'
import { ApiFailure } from '#server/operations/api-failure.ts'

/** Browsers look up every name below it on their own machine. */
const BELOW_LOCALHOST = /(^|\.)localhost\.?$/

/**
 * For a server that listens on this machine alone: refuses requests for another name than this machine's own. A site elsewhere can
 * have a name of its own lead here, and its pages would then read and write as pages of this server.
 */
export function refuseOtherHosts(app: FastifyInstance): void {
  app.addHook('onRequest', ({ hostname }, _reply, done) => {
    const name = hostname.toLowerCase()
    // A browser always names a host.
    const isOwn = name === '' || isLoopback(name) || BELOW_LOCALHOST.test(name)
    done(isOwn ? undefined : new ApiFailure(421, 421, MISDIRECTED))
  })
}

const MISDIRECTED =
  'Wrong host [the server is for this machine alone, as localhost; where a proxy stands before it, name that in TRUST_PROXY]'
