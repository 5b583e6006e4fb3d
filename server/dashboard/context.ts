import type { Context } from '#server/operations/context.ts'

/** The cookie in the caller's browser that holds the session. */
export interface DashboardCookie {
  readonly sessionId: string | undefined
  set(sessionId: string): void
  clear(): void
}

export interface DashboardContext extends Context {
  cookie: DashboardCookie
}
