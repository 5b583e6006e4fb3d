import { storedLoginId } from '#contract/stored-text.ts'
import type { Directory } from '#server/directory/directory.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import { requireAgent, requireService, requireSkill } from '#server/objects/visible-objects.ts'
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
      const services = question.service?.flat() ?? []
      return { agent: await rowsOf(db, { client, agents, details, skills, services }), next: page.next, checkedAt: now }
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

    async namesOf(client, ids) {
      if (!ids.length) return new Map()
      const agents = await db
        .selectFrom('agent')
        .select(['id', 'first_name as firstName', 'last_name as lastName'])
        .where('client_id', '=', client)
        .where('id', 'in', [...new Set(ids)])
        .execute()
      return new Map(agents.map(({ id, ...names }) => [id, names]))
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
  }
}
