import type { FastifyInstance } from 'fastify'
import { isLoopback } from '#server/config.ts'
import { failure } from '#server/operations/api-failure.ts'

/** Browsers resolve all of these to their own machine. */
const BELOW_LOCALHOST = /(^|\.)localhost\.?$/

/**
 * Refuses requests for any host but this machine. A website can point its own name at a loopback address (DNS rebinding), and its
 * pages would then be of the same origin as this server.
 */
export function refuseOtherHosts(app: FastifyInstance): void {
  // Callers keep asking for the same one.
  let accepted: string | undefined
  app.addHook('onRequest', ({ host, hostname }, _reply, done) => {
    if (host === accepted) return done()
    const name = hostname.toLowerCase()
    // Only HTTP/1.0 clients leave it out, and no browser is one.
    if (name !== '' && !isLoopback(name) && !BELOW_LOCALHOST.test(name))
      return done(failure(421, { reason: 'wrongHost' }))
    accepted = host
    done()
  })
}
