import * as z from 'zod/mini'
import { password } from '#contract/agents.ts'
import { flag, id, secret, signInName } from '#contract/common.ts'

/** So many wrong passwords in a row lock an agent, and make a user wait. The number is the platform's. */
export const WRONG_PASSWORDS = 5

/** In hours: a session ends so long after its last use, and so long after it began. The first is the platform's. */
export const SESSION_IDLE = 2
export const SESSION_LIFE = 12

const credentials = {
  /** The client's code, not its display name. */
  clientName: signInName(100),
  /** Case-sensitive for a user; a login ID, in any case, for an agent. */
  userName: signInName(300),
  password: secret(),
  /** True signs an agent in, anything else a user. */
  agent: z.optional(flag()),
}

export const login = z.object(credentials)
export type Login = z.infer<typeof login>

export const loginReply = z.object({
  sessionId: z.string(),
  userId: id,
  clientId: id,
  daysUntilPasswordExpires: z.optional(z.int()),
})

/** Needs no session: who knows the old password may set a new one. */
export const passwordChange = z.object({ ...credentials, newPassword: password })
