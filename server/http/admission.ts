import type { FastifyReply, FastifyRequest } from 'fastify'
import { bodyLimitOf, type Operation } from '#contract/operation.ts'
import type { Bodies } from '#server/http/bodies.ts'
import { namesUser, requireUserOfPage } from '#server/http/console-user.ts'
import { sessionIdOf } from '#server/http/session-cookie.ts'
import type { Accounts } from '#server/accounts/accounts.ts'
import { authorize } from '#server/operations/implementation.ts'

export interface Doorkeeper {
  identify: Accounts['identify']
  bodies: Bodies
}

/**
 * What stands before an operation: run when the head of a request has arrived, so that nothing of a body is read for a caller who
 * may not send it.
 */
export function admissionTo(operation: Operation, { identify, bodies }: Doorkeeper) {
  const limit = bodyLimitOf(operation)
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (operation.access !== 'public' || namesUser(request)) {
      const sessionId = sessionIdOf(request)
      const live = sessionId === undefined ? undefined : await identify(sessionId)
      if (live) requireUserOfPage(request, reply, live.identity)
      if (operation.access !== 'public') {
        request.caller = live?.identity
        request.session = live?.id
        authorize(operation, live?.identity)
      }
    }
    if (operation.method !== 'GET') bodies.admit(request, reply, limit)
  }
}
