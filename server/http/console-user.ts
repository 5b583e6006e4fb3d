import type { FastifyReply, FastifyRequest } from 'fastify'
import { CONSOLE_USER, consoleUserOf } from '#contract/console-user.ts'
import { conflict } from '#server/operations/api-failure.ts'
import type { Identity } from '#server/operations/context.ts'

const HEADER = CONSOLE_USER.toLowerCase()

/** Tells whether the caller names its page's user: then even an operation without a session looks for one. */
export const namesUser = ({ headers }: FastifyRequest) => headers[HEADER] !== undefined

/** Names the session's user in the reply. Throws 409 for the page of another one. */
export function requireUserOfPage({ headers }: FastifyRequest, reply: FastifyReply, identity: Identity): void {
  const user = identity.kind === 'user' ? consoleUserOf({ client: identity.clientId, id: identity.id }) : undefined
  if (user !== undefined) void reply.header(HEADER, user)
  const page = headers[HEADER]
  if (page !== undefined && page !== user) throw conflict({ reason: 'anotherUser' })
}
