import type { AgentSkill } from '#contract/agent-skills.ts'
import { alreadyExists } from '#contract/errors.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { duplicate } from '#server/operations/api-failure.ts'
import type { Database } from '#server/database/tables.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import type { Part } from '#server/platform/local/part.ts'
import { requireSkill } from '#server/objects/visible-objects.ts'
import { readListInfo, touchList } from '#server/objects/list-state.ts'
import { toPage } from '#server/operations/pages.ts'
import { byId } from '#server/objects/by-id.ts'
import { oneClient, requireClient } from '#server/objects/permitted-clients.ts'
import { requireUnchanged } from '#server/platform/local/unchangeable.ts'
import { requireExpected, versionOfSkill } from '#server/platform/local/versions.ts'
import { write } from '#server/writes/write.ts'
import { changeOf } from '#server/platform/local/decision.ts'
import { removal } from '#server/platform/local/assignments/decide.ts'
import { decideSkillUpdate } from '#server/platform/local/skills/decide.ts'
import { isUniqueViolation } from '#server/database/failures.ts'
import { nameKeyOf } from '#server/database/name-keys.ts'

/** Create, Read, Update, Delete and List Agent Skills, and their list info. */
export function skills({
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
    async createAgentSkill(context, { query, body }) {
      const client = await requireClient(db, context.identity, oneClient(query.client, body.clientId))
      const { name, description = '' } = body
      return write(db, context, async (trx, record) => {
        const { id } = await trx
          .insertInto('agent_skill')
          .values({ client_id: client, description, ...nameColumns(name) })
          .returning('id')
          .executeTakeFirstOrThrow()
          .catch(refuseTakenName(name))
        const now = clock()
        await record({ client, now }, [
          { kind: 'skill-created', agentSkill: { id, name }, after: { name, description } },
        ])
        await touchList(trx, { client, list: 'agent-skills', now, grownBy: 1 })
        return { id }
      })
    },

    async readAgentSkill(context, { params }) {
      const skill = await showSkill(db, await requireSkill(db, context.identity, params.id))
      context.read?.(versionOfSkill(skill))
      return skill
    },

    async updateAgentSkill(context, { params, body }) {
      await write(db, context, async (trx, record) => {
        const row = await requireSkill(trx, context.identity, params.id)
        await requireExpected(context, async () => versionOfSkill(await showSkill(trx, row)))
        requireUnchanged(row, body)
        const { id, client_id: client, ...current } = row
        const change = changeOf(decideSkillUpdate({ id, ...current }, body))
        if (!change) return
        const { name, description } = { ...current, ...change.after }
        await trx
          .updateTable('agent_skill')
          .set({ ...nameColumns(name), description })
          .where('id', '=', id)
          .execute()
          .catch(refuseTakenName(name))
        const now = clock()
        await record({ client, now }, [change])
        await touchList(trx, { client, list: 'agent-skills', now })
      })
    },

    async deleteAgentSkill(context, { params }) {
      await write(db, context, async (trx, record) => {
        const row = await requireSkill(trx, context.identity, params.id)
        await requireExpected(context, async () => versionOfSkill(await showSkill(trx, row)))
        const { id, client_id: client, name, description } = row
        const agentSkill = { id, name }
        const now = clock()
        const holders = await trx
          .selectFrom('agent_skill_assignment')
          .innerJoin('agent', 'agent.id', 'agent_skill_assignment.agent_id')
          .select(['agent.id', 'agent.login_id', 'agent_skill_assignment.proficiency'])
          .where('agent_skill_id', '=', id)
          .orderBy('agent.id')
          .execute()
        // Its assignments go with it, by the table's own cascade.
        await trx.deleteFrom('agent_skill').where('id', '=', id).execute()
        await record({ client, now }, [
          ...holders.map(({ id: agent, login_id, proficiency }) =>
            removal({ id: agent, name: login_id }, agentSkill, proficiency),
          ),
          { kind: 'skill-deleted', agentSkill, before: { name, description } },
        ])
        if (holders.length) await touchList(trx, { client, list: 'agents', now })
        await touchList(trx, { client, list: 'agent-skills', now, grownBy: -1 })
      })
    },

    async listAgentSkills({ identity }, { query }) {
      const client = await requireClient(db, identity, query.client)
      const found = await db
        .selectFrom('agent_skill')
        .select(['id', 'name'])
        .where('client_id', '=', client)
        .$call(byId(query))
        .execute()
      const { rows, next } = toPage(configurationOperations.listAgentSkills.path, query, found, (row) => row.id)
      return { agentSkill: rows, next }
    },

    async getAgentSkillListInfo({ identity }, { query }) {
      return readListInfo(db, await requireClient(db, identity, query.client), 'agent-skills')
    },
  }
}

/** Returns a skill as Read Agent Skill shows it. */
async function showSkill(db: Database, skill: Awaited<ReturnType<typeof requireSkill>>): Promise<AgentSkill> {
  const agent = await db
    .selectFrom('agent_skill_assignment')
    .select(['agent_id as id', 'proficiency'])
    .where('agent_skill_id', '=', skill.id)
    .orderBy('agent_id')
    .execute()
  return { agent, name: skill.name, description: skill.description, clientId: skill.client_id }
}

const nameColumns = (name: string) => ({ name, name_key: nameKeyOf(name) })

const refuseTakenName = (name: string) => (error: unknown) => {
  throw isUniqueViolation(error) ? duplicate(alreadyExists('Agent skill', 'name', name)) : error
}
