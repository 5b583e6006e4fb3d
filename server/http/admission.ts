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

/** Requests that were admitted before their body had arrived. */
const waitedFor = new WeakSet<FastifyRequest>()

/**
 * Returns an operation's hooks. The first checks the session and the permission as soon as the head of a request has arrived, so
 * the server never reads a body that its sender may not send.
 */
export function admissionTo(operation: Operation, { identify, bodies }: Doorkeeper) {
  const isPublic = operation.access === 'public'
  const admit = async (request: FastifyRequest, reply: FastifyReply) => {
    const sessionId = sessionIdOf(request)
    const live = sessionId === undefined ? undefined : await identify(sessionId)
    if (live) requireUserOfPage(request, reply, live.identity)
    if (isPublic) return
    request.caller = live?.identity
    request.session = live?.id
    authorize(operation, live?.identity)
  }
  const hasBody = operation.method !== 'GET'
  const limit = bodyLimitOf(operation)
  return {
    async onRequest(request: FastifyRequest, reply: FastifyReply) {
      if (!isPublic || namesUser(request)) await admit(request, reply)
      if (!hasBody) return
      bodies.admit(request, reply, limit)
      if (!isPublic && !request.raw.complete) waitedFor.add(request)
    },
    /** A slow body gives the session time to end, and the permission time to be withdrawn. */
    ...(hasBody &&
      !isPublic && {
        async preHandler(request: FastifyRequest, reply: FastifyReply) {
          if (waitedFor.has(request)) await admit(request, reply)
        },
      }),
  }
}
