import type { FastifyReply, FastifyRequest } from 'fastify'
import { bodyLimitOf, type Operation } from '#contract/operation.ts'
import type { Bodies } from '#server/http/bodies.ts'
import { sessionIdOf } from '#server/http/session-cookie.ts'
import type { Identity } from '#server/operations/context.ts'
import { authorize } from '#server/operations/implementation.ts'

export interface Doorkeeper {
  identify: (sessionId: string) => Promise<Identity | undefined>
  bodies: Bodies
}

/** Requests that were admitted before their body had arrived. */
const waitedFor = new WeakSet<FastifyRequest>()

/**
 * Returns an operation's hooks. The first checks the session and the permission as soon as the head of a request has arrived, so
 * the server never reads a body that its sender may not send.
 */
export function admissionTo(operation: Operation, { identify, bodies }: Doorkeeper) {
  const admit = async (request: FastifyRequest) => {
    const sessionId = sessionIdOf(request)
    request.caller = sessionId === undefined ? undefined : await identify(sessionId)
    authorize(operation, request.caller)
  }
  const isPublic = operation.access === 'public'
  const hasBody = operation.method !== 'GET'
  const limit = bodyLimitOf(operation)
  return {
    async onRequest(request: FastifyRequest, reply: FastifyReply) {
      if (!isPublic) await admit(request)
      if (!hasBody) return
      bodies.admit(request, reply, limit)
      if (!isPublic && !request.raw.complete) waitedFor.add(request)
    },
    /** A slow body gives the session time to end, and the permission time to be withdrawn. */
    ...(hasBody &&
      !isPublic && {
        async preHandler(request: FastifyRequest) {
          if (waitedFor.has(request)) await admit(request)
        },
      }),
  }
}
