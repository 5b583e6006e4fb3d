import { alreadyExists } from '#contract/errors.ts'
import { operations } from '#contract/operations.ts'
import { duplicate } from '#server/operations/api-failure.ts'
import type { Dependencies, Part } from '#server/configuration/dependencies.ts'
import { findAgentSkill } from '#server/configuration/find.ts'
import { readListInfo, touchList } from '#server/configuration/list-state.ts'
import { limitOf, toPage } from '#server/configuration/pages.ts'
import { clientOf } from '#server/configuration/permitted-clients.ts'
import { isUniqueViolation } from '#server/database/unique-violation.ts'

/** Create, Read, Update, Delete and List Agent Skills, and their list info. */
export function agentSkills({
  db,
  clock,
}: Dependencies): Part<
  | 'createAgentSkill'
  | 'readAgentSkill'
  | 'updateAgentSkill'
  | 'deleteAgentSkill'
  | 'listAgentSkills'
  | 'getAgentSkillListInfo'
> {
  return {
    async createAgentSkill({ identity }, { query, body }) {
      const client = await clientOf(db, identity, query.client)
      const { name, description = '' } = body
      return db.transaction().execute(async (trx) => {
        const skill = await trx
          .insertInto('agent_skill')
          .values({ client_id: client, description, ...nameColumns(name) })
          .returning('id')
          .executeTakeFirstOrThrow()
          .catch(refuseTakenName(name))
        await touchList(trx, { client, list: 'agent-skills', now: clock(), grownBy: 1 })
        return skill
      })
    },

    async readAgentSkill({ identity }, { params }) {
      const skill = await findAgentSkill(db, identity, params.id)
      const agent = await db
        .selectFrom('agent_skill_assignment')
        .select(['agent_id as id', 'proficiency'])
        .where('agent_skill_id', '=', skill.id)
        .orderBy('agent_id')
        .execute()
      return { agent, name: skill.name, description: skill.description, clientId: skill.client_id }
    },

    async updateAgentSkill({ identity }, { params, body: { name, description } }) {
      await db.transaction().execute(async (trx) => {
        const skill = await findAgentSkill(trx, identity, params.id)
        await trx
          .updateTable('agent_skill')
          .set({ ...(name !== undefined && nameColumns(name)), ...(description !== undefined && { description }) })
          .where('id', '=', skill.id)
          .execute()
          .catch(refuseTakenName(name ?? skill.name))
        await touchList(trx, { client: skill.client_id, list: 'agent-skills', now: clock() })
      })
    },

    async deleteAgentSkill({ identity }, { params }) {
      await db.transaction().execute(async (trx) => {
        const { id, client_id: client } = await findAgentSkill(trx, identity, params.id)
        // Its assignments go with it, by the table's own cascade.
        await trx.deleteFrom('agent_skill').where('id', '=', id).execute()
        await touchList(trx, { client, list: 'agent-skills', now: clock(), grownBy: -1 })
        await touchList(trx, { client, list: 'agents', now: clock() })
      })
    },

    async listAgentSkills({ identity }, { query }) {
      const client = await clientOf(db, identity, query.client)
      const found = await db
        .selectFrom('agent_skill')
        .select(['id', 'name'])
        .where('client_id', '=', client)
        .orderBy('id')
        .offset(query.offset)
        .limit(limitOf(query))
        .execute()
      const { rows, next } = toPage(operations.listAgentSkills, query, found)
      return { agentSkill: rows, next }
    },

    async getAgentSkillListInfo({ identity }, { query }) {
      return readListInfo(db, await clientOf(db, identity, query.client), 'agent-skills')
    },
  }
}

const nameColumns = (name: string) => ({ name, name_upper: name.toUpperCase() })

const refuseTakenName = (name: string) => (error: unknown) => {
  throw isUniqueViolation(error) ? duplicate(alreadyExists('Agent skill', 'name', name)) : error
}
