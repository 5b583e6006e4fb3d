import type { FastifyReply, FastifyRequest } from 'fastify'
import { bodyLimitOf, type Operation } from '#contract/operation.ts'
import type { Bodies } from '#server/http/bodies.ts'
import { sessionIdOf } from '#server/http/session-cookie.ts'
import type { Identity } from '#server/operations/context.ts'
import { authorize } from '#server/operations/implementation.ts'

export interface Doorkeeper {
  identify: (sessionId: string) => Promise<Identity | undefined>
  bodies: Bodies
  /** In milliseconds: if the body takes longer to arrive, its sender is checked again. */
  checkHolds: number
}

interface Admission {
  /** A hook: checks session and permission when the head has arrived, so the server never reads a body that its sender may not send. */
  onRequest: (request: FastifyRequest, reply: FastifyReply) => Promise<void>
  /** Checks them again after a slow body, when the session may have ended. Returns undefined if there is no need to. */
  again: (request: FastifyRequest, reply: FastifyReply) => Promise<void> | undefined
}

export function admissionTo(operation: Operation, { identify, bodies, checkHolds }: Doorkeeper): Admission {
  const admit = async (request: FastifyRequest) => {
    const sessionId = sessionIdOf(request)
    request.caller = sessionId === undefined ? undefined : await identify(sessionId)
    authorize(operation, request.caller)
  }
  const isPublic = operation.access === 'public'
  const hasBody = operation.method !== 'GET'
  const limit = bodyLimitOf(operation)
  return {
    async onRequest(request, reply) {
      if (!isPublic) await admit(request)
      if (hasBody) bodies.admit(request, reply, limit)
    },
    again: (request, reply) => (hasBody && !isPublic && reply.elapsedTime > checkHolds ? admit(request) : undefined),
  }
}
