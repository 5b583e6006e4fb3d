import { dashboardOperations, type DashboardApi, type DemoAccount } from '#contract/dashboard.ts'
import type { Accounts } from '#server/accounts/accounts.ts'
import type { DashboardContext } from '#server/dashboard/context.ts'
import { undo } from '#server/dashboard/undo.ts'
import type { Directory } from '#server/directory/directory.ts'
import type { History } from '#server/history/history.ts'
import { missing } from '#server/operations/api-failure.ts'
import { mayActIn, type Context, type Identity } from '#server/operations/context.ts'
import { implement, type Implementation } from '#server/operations/implementation.ts'
import type { Platform } from '#server/platform/platform.ts'

interface DashboardParts {
  platform: Platform
  accounts: Accounts
  directory: Directory
  history: History
  /** For the sign-in page to offer on this machine. */
  demoAccounts: readonly DemoAccount[]
}

/** The dashboard's own operations, which the Configuration API lacks. */
export function createDashboard({
  platform,
  accounts,
  directory,
  history,
  demoAccounts,
}: DashboardParts): Implementation<DashboardApi, DashboardContext> {
  const describe = async (context: Context, { id, name, role, powers, services, clientId }: Identity) => {
    const settings = await platform.operations.readClientSettings(context, { params: { id: clientId } })
    return {
      id,
      name,
      role,
      powers: [...powers],
      services: services && [...services],
      client: { id: clientId, code: settings.clientCode, displayName: settings.displayName },
    }
  }

  return implement<DashboardApi, DashboardContext>(dashboardOperations, {
    async signIn(context, { body }) {
      const { sessionId } = await platform.operations.login(context, { body })
      const live = await accounts.identify(sessionId)
      if (!live) throw new Error('a session ended while it began')
      const session = await describe({ ...context, identity: live.identity }, live.identity)
      const { sessionId: replaced } = context.cookie
      context.cookie.set(sessionId)
      // No cookie leads to it any more.
      if (replaced !== undefined) await accounts.endSession(replaced)
      return session
    },

    readCurrentSession: (context) => describe(context, context.identity),

    async signOut(context) {
      const { sessionId } = context.cookie
      context.cookie.clear()
      // A session that is already gone is signed out.
      if (sessionId !== undefined) await accounts.endSession(sessionId)
    },

    listDemoAccounts: async ({ isFromHere }) => ({ account: isFromHere() ? [...demoAccounts] : [] }),

    listClients: ({ identity }) => directory.clients(identity),

    readClientOfAgent: async ({ identity }, { params }) => ({
      client: await directory.clientOfAgent(identity, params.id),
    }),

    readClientOfAgentSkill: async ({ identity }, { params }) => ({
      client: await directory.clientOfSkill(identity, params.id),
    }),

    readClientOfService: async ({ identity }, { params }) => ({
      client: await directory.clientOfService(identity, params.id),
    }),

    findAgents: ({ identity }, { query }) => directory.findAgents(identity, query),

    countAgents: ({ identity }, { query }) => directory.countAgents(identity, query),

    listSkillLevels: ({ identity }, { query }) => directory.skillLevels(identity, query.client),

    countServiceAgents: ({ identity }, { query }) => directory.serviceAgents(identity, query.client),

    async listChanges({ identity }, { query }) {
      const client = await directory.clientOf(identity, query.client)
      return history.list(identity, client, query)
    },

    async listChangePeople({ identity }, { query }) {
      return { name: await history.people(identity, await directory.clientOf(identity, query.client)) }
    },

    async noteExport({ identity, note }, { query, body }) {
      note({ event: 'list-exported', client: await directory.clientOf(identity, query.client), ...body })
    },

    async undoChange(context, { params }) {
      const change = await history.find(context.identity, params.id)
      if (!change || !mayActIn(context.identity, change.client)) throw missing('Change', params.id)
      await undo(platform.operations, { ...context, undoes: change }, change)
    },
  })
}
