import { ADD_SERVICE_REFUSED } from '#contract/errors.ts'
import { isAssignable } from '#contract/services.ts'
import { invalid, missing } from '#server/operations/api-failure.ts'
import type { Identity } from '#server/operations/context.ts'
import type { Dependencies, Part } from '#server/configuration/dependencies.ts'
import { findAgent, findAgentSkill, findService } from '#server/configuration/find.ts'
import { touchList } from '#server/configuration/list-state.ts'
import type { Database } from '#server/database/open.ts'

/** Update Agent Add and Remove Agent Skill, Add and Remove Service. */
export function assignments({
  db,
  clock,
}: Dependencies): Part<'addAgentSkill' | 'removeAgentSkill' | 'addService' | 'removeService'> {
  return {
    async addAgentSkill({ identity }, { params, query: { proficiency } }) {
      await db.transaction().execute(async (trx) => {
        const { client } = await agentAndSkill(trx, identity, params)
        await trx
          .insertInto('agent_skill_assignment')
          .values({ client_id: client, agent_id: params.agent, agent_skill_id: params.id, proficiency })
          .onConflict((conflict) =>
            conflict.columns(['client_id', 'agent_id', 'agent_skill_id']).doUpdateSet({ proficiency }),
          )
          .execute()
        await touchBothLists(trx, client, clock())
      })
    },

    async removeAgentSkill({ identity }, { params }) {
      await db.transaction().execute(async (trx) => {
        const { client } = await agentAndSkill(trx, identity, params)
        const { numDeletedRows } = await trx
          .deleteFrom('agent_skill_assignment')
          .where('client_id', '=', client)
          .where('agent_id', '=', params.agent)
          .where('agent_skill_id', '=', params.id)
          .executeTakeFirst()
        if (!numDeletedRows) throw missing('Agent skill assignment', params.id)
        await touchBothLists(trx, client, clock())
      })
    },

    async addService({ identity }, { params }) {
      await db.transaction().execute(async (trx) => {
        const { client, service } = await agentAndService(trx, identity, params)
        if (!isAssignable(service.acd_feature_code)) throw invalid(ADD_SERVICE_REFUSED)
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('agent_service')
          .values({ client_id: client, agent_id: params.agent, service_id: service.id })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (numInsertedOrUpdatedRows) await touchList(trx, { client, list: 'agents', now: clock() })
      })
    },

    async removeService({ identity }, { params }) {
      await db.transaction().execute(async (trx) => {
        const { client } = await agentAndService(trx, identity, params)
        const { numDeletedRows } = await trx
          .deleteFrom('agent_service')
          .where('client_id', '=', client)
          .where('agent_id', '=', params.agent)
          .where('service_id', '=', params.id)
          .executeTakeFirst()
        if (!numDeletedRows) throw missing('Service assignment', params.id)
        await touchList(trx, { client, list: 'agents', now: clock() })
      })
    },
  }
}

interface Pair {
  agent: number
  id: number
}

/** Throws 404 unless the caller may see both and they belong to one client. */
async function agentAndSkill(db: Database, identity: Identity, { agent, id }: Pair) {
  const { client_id: client } = await findAgent(db, identity, agent)
  const skill = await findAgentSkill(db, identity, id)
  if (skill.client_id !== client) throw missing('Agent skill', id)
  return { client }
}

/** Throws 404 unless the caller may see both and they belong to one client. */
async function agentAndService(db: Database, identity: Identity, { agent, id }: Pair) {
  const { client_id: client } = await findAgent(db, identity, agent)
  const service = await findService(db, identity, id)
  if (service.client_id !== client) throw missing('Service', id)
  return { client, service }
}

/** A skill's assignment shows on the agent and on the skill. */
async function touchBothLists(trx: Database, client: number, now: number): Promise<void> {
  await touchList(trx, { client, list: 'agents', now })
  await touchList(trx, { client, list: 'agent-skills', now })
}
