import type { FastifyReply, FastifyRequest } from 'fastify'
import { bodyLimitOf, type Operation } from '#contract/operation.ts'
import type { Bodies } from '#server/http/bodies.ts'
import { namesUser, requireUserOfPage } from '#server/http/console-user.ts'
import { sessionIdOf } from '#server/http/session-cookie.ts'
import type { Identity } from '#server/operations/context.ts'
import { authorize } from '#server/operations/implementation.ts'

export interface Doorkeeper {
  identify: (sessionId: string) => Promise<Identity | undefined>
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
      const identity = sessionId === undefined ? undefined : await identify(sessionId)
      if (identity) requireUserOfPage(request, reply, identity)
      if (operation.access !== 'public') {
        request.caller = identity
        authorize(operation, identity)
      }
    }
    if (operation.method !== 'GET') bodies.admit(request, reply, limit)
  }
}
