import { dashboardOperations, type DashboardApi, type DemoAccount } from '#contract/dashboard.ts'
import type { Configuration } from '#server/configuration/configuration.ts'
import type { Context, Identity } from '#server/operations/context.ts'
import { implement, type Implementation } from '#server/operations/implementation.ts'

/** The caller's browser, as far as the dashboard needs it: the cookie that holds the session. */
export interface DashboardContext extends Context {
  cookie: {
    sessionId: string | undefined
    set(sessionId: string): void
    clear(): void
  }
}

/** What the dashboard needs and the Configuration API lacks, on top of that API. */
export function createDashboard(
  configuration: Configuration,
  demoAccounts: readonly DemoAccount[],
): Implementation<DashboardApi, DashboardContext> {
  const describe = async (context: Context, { name, role, powers, clientId }: Identity) => {
    const settings = await configuration.operations.readClientSettings(context, { params: { id: clientId } })
    return {
      name,
      role,
      powers: [...powers],
      client: { id: clientId, code: settings.clientCode, displayName: settings.displayName },
    }
  }

  return implement<DashboardApi, DashboardContext>(dashboardOperations, {
    async signIn(context, { body }) {
      const { sessionId } = await configuration.operations.login(context, { body })
      const identity = await configuration.identify(sessionId)
      if (!identity) throw new Error('a session ended while it began')
      const session = await describe({ ...context, identity }, identity)
      context.cookie.set(sessionId)
      return session
    },

    readCurrentSession: (context) => describe(context, context.identity),

    async signOut(context) {
      const { sessionId } = context.cookie
      context.cookie.clear()
      // A session that is already gone is signed out.
      if (sessionId !== undefined) await configuration.endSession(sessionId)
    },

    listDemoAccounts: async () => ({ account: [...demoAccounts] }),
  })
}
