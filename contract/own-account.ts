import * as z from 'zod/mini'
import { ANY_USER } from '#contract/access.ts'
import { password } from '#contract/agents.ts'
import { dateTime, secret, text } from '#contract/common.ts'
import { SHORT_BODY, type Operations } from '#contract/operation.ts'

/** `password` is the one that they have. */
export const ownPasswordChange = z.object({ password: secret(), newPassword: password })
export type OwnPasswordChange = z.infer<typeof ownPasswordChange>

export const WRONG_OWN_PASSWORD = 'Wrong password, or too many tries: if it is right, wait 15 minutes'

export const ownSession = z.object({
  /** Names the session and opens nothing: the cookie holds something else. */
  id: z.string(),
  createdAt: dateTime,
  /** To the minute. */
  lastUsedAt: dateTime,
  /** The IP address that it began from; absent for one that is older than this was noted. */
  address: z.optional(z.string()),
  /** `Chrome on Windows`, or the caller's own name for itself. */
  browser: z.optional(z.string()),
  /** Whether it is the one that asks. */
  current: z.boolean(),
})
export type OwnSession = z.infer<typeof ownSession>

/** The operations on one's own account. */
export const ownAccountOperations = {
  /** Ends all sessions of the user, and gives the browser that asked a new one. */
  changeOwnPassword: {
    title: 'Change your password',
    method: 'POST',
    path: '/dashboard/own-password',
    body: ownPasswordChange,
    bodyLimit: SHORT_BODY,
    status: 204,
    access: ANY_USER,
  },
  /** The thousand that were used last, by when that was. */
  listOwnSessions: {
    title: 'Your sessions',
    method: 'GET',
    path: '/dashboard/own-sessions',
    reply: z.object({ session: z.array(ownSession) }),
    status: 200,
    access: ANY_USER,
  },
  endOtherSessions: {
    title: 'End all other sessions',
    method: 'DELETE',
    path: '/dashboard/own-sessions',
    status: 204,
    access: ANY_USER,
  },
  endOwnSession: {
    title: 'End a session',
    method: 'DELETE',
    path: '/dashboard/own-sessions/{id}',
    params: z.object({ id: text(100) }),
    status: 204,
    access: ANY_USER,
  },
} as const satisfies Operations

export type OwnAccountApi = typeof ownAccountOperations
