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

/** Admitted before their body had arrived. */
const waitedFor = new WeakSet<FastifyRequest>()

/**
 * The hooks that stand before an operation. The first runs when the head of a request has arrived, so that nothing of a body is
 * read for a caller who may not send it.
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
    /** A body may take its time, and the session or the permission may be gone by then. */
    ...(hasBody &&
      !isPublic && {
        async preHandler(request: FastifyRequest) {
          if (waitedFor.has(request)) await admit(request)
        },
      }),
  }
}
