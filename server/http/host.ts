import type { FastifyInstance } from 'fastify'
import { isLoopback } from '#server/config.ts'
import { ApiFailure } from '#server/operations/api-failure.ts'

/** Browsers resolve all of these to their own machine. */
const BELOW_LOCALHOST = /(^|\.)localhost\.?$/

/**
 * Refuses requests for any host but this machine. A website can point its own name at a loopback address (DNS rebinding), and its
 * pages would then be of the same origin as this server.
 */
export function refuseOtherHosts(app: FastifyInstance): void {
  app.addHook('onRequest', ({ hostname }, _reply, done) => {
    const name = hostname.toLowerCase()
    // Only HTTP/1.0 clients leave it out, and no browser is one.
    const isOwn = name === '' || isLoopback(name) || BELOW_LOCALHOST.test(name)
    done(isOwn ? undefined : new ApiFailure(421, 421, MISDIRECTED))
  })
}

const MISDIRECTED =
  'Wrong host [the server is for this machine alone, as localhost; where a proxy stands before it, name that in TRUST_PROXY]'
