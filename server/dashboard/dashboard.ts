import { dashboardOperations, type DashboardApi, type DemoAccount } from '#contract/dashboard.ts'
import type { Configuration } from '#server/configuration/configuration.ts'
import { undo } from '#server/dashboard/undo.ts'
import type { History } from '#server/history/history.ts'
import { forbidden, missing } from '#server/operations/api-failure.ts'
import { mayActIn, type Context, type Identity } from '#server/operations/context.ts'
import { implement, type Implementation } from '#server/operations/implementation.ts'

/** In the caller's browser: it holds the session. */
export interface DashboardCookie {
  readonly sessionId: string | undefined
  set(sessionId: string): void
  clear(): void
}

export interface DashboardContext extends Context {
  cookie: DashboardCookie
}

interface DashboardParts {
  configuration: Configuration
  history: History
  /** For the sign-in page to offer. */
  demoAccounts: readonly DemoAccount[]
}

/** What the dashboard needs and the Configuration API lacks, on top of that API. */
export function createDashboard({
  configuration,
  history,
  demoAccounts,
}: DashboardParts): Implementation<DashboardApi, DashboardContext> {
  const describe = async (context: Context, { name, role, powers, services, clientId }: Identity) => {
    const settings = await configuration.operations.readClientSettings(context, { params: { id: clientId } })
    return {
      name,
      role,
      powers: [...powers],
      services: services && [...services],
      client: { id: clientId, code: settings.clientCode, displayName: settings.displayName },
    }
  }

  return implement<DashboardApi, DashboardContext>(dashboardOperations, {
    async signIn(context, { body }) {
      const { sessionId } = await configuration.operations.login(context, { body })
      const identity = await configuration.identify(sessionId)
      if (!identity) throw new Error('a session ended while it began')
      const session = await describe({ ...context, identity }, identity)
      const { sessionId: replaced } = context.cookie
      context.cookie.set(sessionId)
      // No cookie leads to it any more.
      if (replaced !== undefined) await configuration.endSession(replaced)
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

    listClients: ({ identity }) => configuration.questions.clients(identity),

    readClientOfAgent: async ({ identity }, { params }) => ({
      client: await configuration.questions.clientOfAgent(identity, params.id),
    }),

    readClientOfAgentSkill: async ({ identity }, { params }) => ({
      client: await configuration.questions.clientOfSkill(identity, params.id),
    }),

    listLockedAgents: ({ identity }, { query }) => configuration.questions.lockedAgents(identity, query),

    countSkillHolders: ({ identity }, { query }) => configuration.questions.skillHolders(identity, query.client),

    listSkillHolders: ({ identity }, { params, query }) =>
      configuration.questions.holdersOf(identity, params.id, query),

    async listChanges({ identity }, { query }) {
      const client = query.client ?? identity.clientId
      if (!mayActIn(identity, client)) throw forbidden(`Permission denied [client ${client}]`)
      return history.list(identity, client, query)
    },

    async undoChange(context, { params }) {
      const change = await history.find(context.identity, params.id)
      if (!change || !mayActIn(context.identity, change.client)) throw missing('Change', params.id)
      await undo(configuration.operations, { ...context, undoes: change.id }, change)
    },
  })
}
