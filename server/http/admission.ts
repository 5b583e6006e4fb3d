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
    async onRequest(request, reply) {
      if (!isPublic || namesUser(request)) await admit(request, reply)
      if (hasBody) bodies.admit(request, reply, limit)
    },
    again: (request, reply) =>
      hasBody && !isPublic && reply.elapsedTime > checkHolds ? admit(request, reply) : undefined,
  }
}
