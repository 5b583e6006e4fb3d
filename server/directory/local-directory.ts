import { sql } from 'kysely'
import { dashboardOperations } from '#contract/dashboard.ts'
import { pathOf } from '#contract/operation.ts'
import { storedLoginId } from '#contract/stored-text.ts'
import type { Directory } from '#server/directory/directory.ts'
import { keyOf, pageAt, positionOf, selectSummaries, toSummary } from '#server/objects/agent-summaries.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import { requireAgent, requireService, requireSkill } from '#server/objects/visible-objects.ts'
import { readListInfo } from '#server/objects/list-state.ts'
import { limitOf, notFromNext, skippedBy, toPage } from '#server/operations/pages.ts'
import { requireClient } from '#server/objects/permitted-clients.ts'
import { countAgents, findAgents } from '#server/directory/agents/find-agents.ts'
import { rowsOf } from '#server/directory/agents/rows.ts'
import { countServiceAgents } from '#server/directory/service-agents.ts'
import { readSkillLevels } from '#server/directory/skill-levels.ts'
import { mayActIn } from '#server/operations/context.ts'

/** Reads our own tables. */
export function createDirectory({ db, clock }: Dependencies): Directory {
  return {
    async findAgents(identity, { after, count, with: details = [], levelsOf = [], ...question }) {
      const client = await requireClient(db, identity, question.client)
      const now = clock()
      const page = await findAgents(db, client, question, { after, count }, { now })
      const agents = page.agents.map(({ id }) => id)
      const skills = [...(question.skill ?? []).map(({ id }) => id), ...levelsOf]
      return { agent: await rowsOf(db, { client, agents, details, skills }), next: page.next, checkedAt: now }
    },

    async countAgents(identity, { exact = false, ...question }) {
      const client = await requireClient(db, identity, question.client)
      return countAgents(db, client, question, { exact, now: clock() })
    },

    async selectAgents(identity, question, page) {
      const client = await requireClient(db, identity, question.client)
      return findAgents(db, client, question, page, { now: clock() })
    },

    agentsNamed: async (client, loginIds) =>
      loginIds.length
        ? db
            .selectFrom('agent')
            .select(['id', 'login_id as loginId'])
            .where('client_id', '=', client)
            .where('login_id', 'in', [...new Set(loginIds.map(storedLoginId))])
            .execute()
        : [],

    async lockedAgents(identity, query) {
      const client = await requireClient(db, identity, query.client)
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

    clientOf: (identity, named) => requireClient(db, identity, named),

    clientOfAgent: async (identity, id) => (await requireAgent(db, identity, id)).client_id,

    clientOfSkill: async (identity, id) => (await requireSkill(db, identity, id)).client_id,

    clientOfService: async (identity, id) => (await requireService(db, identity, id)).client_id,

    skillLevels: async (identity, named) => readSkillLevels(db, await requireClient(db, identity, named)),

    serviceAgents: async (identity, named) => countServiceAgents(db, await requireClient(db, identity, named)),

    async holdersOf(identity, id, query) {
      const skill = await requireSkill(db, identity, id)
      const found = await db
        .selectFrom('agent_skill_assignment as held')
        .innerJoin('agent', 'agent.id', 'held.agent_id')
        .select(['agent.id', 'held.login_id', 'first_name', 'last_name', 'active', 'proficiency'])
        .where('agent_skill_id', '=', skill.id)
        .orderBy('proficiency')
        .orderBy('held.login_id')
        .$call((all) => (query.after ? all.where(isBehind(query.after)) : all))
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
  return sql<boolean>`(held.proficiency, held.login_id) > (${Number(proficiency)}, ${loginId})`
}
