import { sql } from 'kysely'
import {
  dashboardOperations,
  type KnownClients,
  type LockedAgentPage,
  type SkillHolderPage,
  type SkillHolders,
} from '#contract/dashboard.ts'
import { pathOf } from '#contract/operation.ts'
import { keyOf, pageAt, positionOf, selectSummaries, toSummary } from '#server/configuration/agent-summaries.ts'
import type { Dependencies } from '#server/configuration/dependencies.ts'
import { findAgent, findAgentSkill } from '#server/configuration/find.ts'
import { readListInfo } from '#server/configuration/list-state.ts'
import { limitOf, notFromNext, skippedBy, toPage, type PageQuery } from '#server/configuration/pages.ts'
import { clientOf } from '#server/configuration/permitted-clients.ts'
import { mayActIn, type Identity } from '#server/operations/context.ts'

type ClientPage = PageQuery & { client?: number | undefined }

/** The few questions that the Configuration API cannot answer. Each throws as the API's own lists do. */
export interface Questions {
  /** Which agents are locked, how many they are, and when that was so. */
  lockedAgents: (identity: Identity, query: ClientPage) => Promise<LockedAgentPage>
  /** How many agents hold each skill. */
  skillHolders: (identity: Identity, client: number | undefined) => Promise<SkillHolders>
  /** Who holds a skill, with their names. */
  holdersOf: (identity: Identity, skill: number, query: PageQuery) => Promise<SkillHolderPage>
  /** The clients in which the caller may act, by name. */
  clients: (identity: Identity) => Promise<KnownClients>
  /** The client that an agent or a skill belongs to. */
  clientOfAgent: (identity: Identity, id: number) => Promise<number>
  clientOfSkill: (identity: Identity, id: number) => Promise<number>
}

export function questions({ db, clock }: Dependencies): Questions {
  return {
    async lockedAgents(identity, query) {
      const client = await clientOf(db, identity, query.client)
      const found = await selectSummaries(db, client)
        .where('locked_at', 'is not', null)
        .$call(pageAt(positionOf(query)))
        .execute()
      const { rows, next } = toPage(dashboardOperations.listLockedAgents.path, query, found, keyOf)
      const { size } = await readListInfo(db, client, 'locked-agents')
      return { agent: rows.map(toSummary), next, size, checkedAt: clock() }
    },

    async clients(identity) {
      const all = await db
        .selectFrom('client')
        .select(['id', 'code', 'display_name as displayName'])
        .orderBy('display_name')
        .execute()
      return { client: all.filter(({ id }) => mayActIn(identity, id)) }
    },

    clientOfAgent: async (identity, id) => (await findAgent(db, identity, id)).client_id,

    clientOfSkill: async (identity, id) => (await findAgentSkill(db, identity, id)).client_id,

    async skillHolders(identity, named) {
      const client = await clientOf(db, identity, named)
      const agentSkill = await db
        .selectFrom('agent_skill')
        .select(['id', 'holders as agents'])
        .where('client_id', '=', client)
        .where('holders', '>', 0)
        .execute()
      return { agentSkill }
    },

    async holdersOf(identity, id, query) {
      const skill = await findAgentSkill(db, identity, id)
      const found = await db
        .selectFrom('agent_skill_assignment')
        .innerJoin('agent', 'agent.id', 'agent_skill_assignment.agent_id')
        .select(['agent.id', 'login_id', 'first_name', 'last_name', 'active', 'proficiency'])
        .where('agent_skill_id', '=', skill.id)
        .orderBy('proficiency')
        .orderBy('login_id')
        .$if(query.after !== undefined, (all) => all.where(isBehind(query.after ?? '')))
        .offset(skippedBy(query))
        .limit(limitOf(query))
        .execute()
      const path = pathOf(dashboardOperations.listSkillHolders, { id })
      const { rows, next } = toPage(path, query, found, ({ proficiency, login_id }) => `${proficiency}.${login_id}`)
      const agent = rows.map((row) => ({
        id: row.id,
        loginId: row.login_id,
        firstName: row.first_name,
        lastName: row.last_name,
        active: row.active === 1,
        proficiency: row.proficiency,
      }))
      return { agent, next }
    },
  }
}

/** The holders who come after the one that a page ended with: `3.AGENT1` is at level 3. Throws 400 for anything else. */
function isBehind(key: string) {
  const [, proficiency, loginId] = /^([1-5])\.(.*)$/s.exec(key) ?? []
  if (proficiency === undefined) throw notFromNext()
  return sql<boolean>`(proficiency, login_id) > (${Number(proficiency)}, ${loginId})`
}
