import * as z from 'zod'
import { ANYONE_SIGNED_IN, power, role } from '#contract/access.ts'
import { id } from '#contract/common.ts'
import type { Operations } from '#contract/operation.ts'
import { login } from '#contract/sessions.ts'

/** Who is signed in, and what they may do (`refusal` in access.ts says which operations). */
export const currentSession = z.object({
  name: z.string(),
  role,
  powers: z.array(power),
  client: z.object({ id, code: z.string(), displayName: z.string() }),
})
export type CurrentSession = z.infer<typeof currentSession>

/** An account of the demo data, for the sign-in page to offer. */
export const demoAccount = login.pick({ clientName: true, userName: true, password: true }).extend({ role: z.string() })
export type DemoAccount = z.infer<typeof demoAccount>

/** What the dashboard needs and the Configuration API lacks. The session travels in an HttpOnly cookie, never in a body. */
export const dashboardOperations = {
  signIn: {
    title: 'Sign in',
    method: 'POST',
    path: '/dashboard/session',
    body: login.omit({ agent: true }),
    reply: currentSession,
    status: 200,
    access: 'public',
    errorShape: 'code',
  },
  readCurrentSession: {
    title: 'Who am I',
    method: 'GET',
    path: '/dashboard/session',
    reply: currentSession,
    status: 200,
    access: ANYONE_SIGNED_IN,
    errorShape: 'code',
  },
  signOut: {
    title: 'Sign out',
    method: 'DELETE',
    path: '/dashboard/session',
    status: 204,
    access: 'public',
    errorShape: 'code',
  },
  listDemoAccounts: {
    title: 'Demo accounts',
    method: 'GET',
    path: '/dashboard/demo-accounts',
    reply: z.object({ account: z.array(demoAccount) }),
    status: 200,
    access: 'public',
    errorShape: 'code',
  },
} as const satisfies Operations

export type DashboardApi = typeof dashboardOperations
