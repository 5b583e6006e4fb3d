import * as z from 'zod/mini'
import { agentCount, agentCountQuery, agentRowPage, agentRowsQuery } from '#contract/agent-question.ts'
import { ANY_USER, power, role } from '#contract/access.ts'
import { proficiency } from '#contract/agents.ts'
import { idParams, client, id } from '#contract/common.ts'
import { listExport } from '#contract/exports.ts'
import { changePage, changePeople, changeQuery } from '#contract/history.ts'
import { SHORT_BODY, type Operations } from '#contract/operation.ts'
import { login } from '#contract/sessions.ts'

const knownClient = z.object({ id, code: z.string(), displayName: z.string() })

export const knownClients = z.object({ client: z.array(knownClient) })
export type KnownClients = z.infer<typeof knownClients>

/** The signed-in user and their rights (`refusal` in access.ts says which operations they allow). */
export const currentSession = z.object({
  /** The user's id, or the agent's. */
  id,
  name: z.string(),
  role,
  powers: z.array(power),
  /** The services that they may give and take; absent: all. */
  services: z.optional(z.array(id)),
  client: knownClient,
})
export type CurrentSession = z.infer<typeof currentSession>

/** The client that an object belongs to: Read Agent does not say. */
const owner = z.object({ client: id })

/** An account of the demo data, for the sign-in page to offer. */
export const demoAccount = z.extend(z.pick(login, { clientName: true, userName: true, password: true }), {
  role: z.string(),
})
export type DemoAccount = z.infer<typeof demoAccount>

/** Each skill's description and its number of agents at each level, for all skills of a client. */
export const skillLevels = z.object({
  agentSkill: z.array(
    z.object({
      id,
      description: z.string(),
      /** Those that somebody is at. `active` is active and not locked, as the status of a list says. */
      levels: z.array(z.object({ proficiency, holders: z.int(), active: z.int() })),
    }),
  ),
})
export type SkillLevels = z.infer<typeof skillLevels>

/** How many agents every service of a client has. */
export const serviceAgents = z.object({ service: z.array(z.extend(agentCount, { id })) })
export type ServiceAgents = z.infer<typeof serviceAgents>

/** The dashboard's own operations, which the Configuration API lacks. The session travels in an HttpOnly cookie, never in a body. */
export const dashboardOperations = {
  signIn: {
    title: 'Sign in',
    method: 'POST',
    path: '/dashboard/session',
    body: z.omit(login, { agent: true }),
    bodyLimit: SHORT_BODY,
    reply: currentSession,
    status: 200,
    access: 'public',
  },
  readCurrentSession: {
    title: 'Who am I',
    method: 'GET',
    path: '/dashboard/session',
    reply: currentSession,
    status: 200,
    access: ANY_USER,
  },
  signOut: {
    title: 'Sign out',
    method: 'DELETE',
    path: '/dashboard/session',
    status: 204,
    access: 'public',
  },
  /** The clients in which the user may act: all for a Sysadmin, their own for everybody else. */
  listClients: {
    title: 'Clients',
    method: 'GET',
    path: '/dashboard/clients',
    reply: knownClients,
    status: 200,
    access: ANY_USER,
  },
  readClientOfAgent: {
    title: 'Client of an agent',
    method: 'GET',
    path: '/dashboard/agents/{id}/client',
    params: idParams,
    reply: owner,
    status: 200,
    access: ANY_USER,
  },
  readClientOfAgentSkill: {
    title: 'Client of a skill',
    method: 'GET',
    path: '/dashboard/skills/{id}/client',
    params: idParams,
    reply: owner,
    status: 200,
    access: ANY_USER,
  },
  readClientOfService: {
    title: 'Client of a service',
    method: 'GET',
    path: '/dashboard/services/{id}/client',
    params: idParams,
    reply: owner,
    status: 200,
    access: ANY_USER,
  },
  listDemoAccounts: {
    title: 'Demo accounts',
    method: 'GET',
    path: '/dashboard/demo-accounts',
    reply: z.object({ account: z.array(demoAccount) }),
    status: 200,
    access: 'public',
  },
  findAgents: {
    title: 'Find agents',
    method: 'GET',
    path: '/dashboard/agents',
    query: agentRowsQuery,
    reply: agentRowPage,
    status: 200,
    access: ANY_USER,
  },
  countAgents: {
    title: 'Count agents',
    method: 'GET',
    path: '/dashboard/agents/count',
    query: agentCountQuery,
    reply: agentCount,
    status: 200,
    access: ANY_USER,
  },
  listSkillLevels: {
    title: 'Levels of every skill',
    method: 'GET',
    path: '/dashboard/skill-levels',
    query: z.object(client),
    reply: skillLevels,
    status: 200,
    access: ANY_USER,
  },
  countServiceAgents: {
    title: 'Agents of every service',
    method: 'GET',
    path: '/dashboard/service-agents',
    query: z.object(client),
    reply: serviceAgents,
    status: 200,
    access: ANY_USER,
  },
  listChanges: {
    title: 'History',
    method: 'GET',
    path: '/dashboard/changes',
    query: changeQuery,
    reply: changePage,
    status: 200,
    access: ANY_USER,
  },
  listChangePeople: {
    title: 'People in the history',
    method: 'GET',
    path: '/dashboard/change-people',
    query: z.object(client),
    reply: changePeople,
    status: 200,
    access: ANY_USER,
  },
  /** Notes in the log that the caller made a file of a list. */
  noteExport: {
    title: 'Note an export',
    method: 'POST',
    path: '/dashboard/exports',
    query: z.object(client),
    body: listExport,
    status: 204,
    access: ANY_USER,
  },
  /** Calls the inverse operation as the caller; 409 where anybody changed the same since. */
  undoChange: {
    title: 'Undo',
    method: 'POST',
    path: '/dashboard/changes/{id}/undo',
    params: idParams,
    status: 204,
    access: ANY_USER,
  },
} as const satisfies Operations

export type DashboardApi = typeof dashboardOperations
