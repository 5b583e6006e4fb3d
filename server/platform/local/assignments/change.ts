import { ADD_SERVICE_REFUSED } from '#contract/errors.ts'
import { isAssignable } from '#contract/services.ts'
import { requirePermission } from '#server/objects/assignable.ts'
import type { Dependencies } from '#server/database/dependencies.ts'
import type { Part } from '#server/platform/local/part.ts'
import { requireAgent, requireSkill, requireService } from '#server/objects/visible-objects.ts'
import { touchList } from '#server/objects/list-state.ts'
import { addToHolders } from '#server/platform/local/assignments/holder-count.ts'
import type { Database } from '#server/database/tables.ts'
import { recordChanges, type NewChange, type Origin } from '#server/history/record.ts'
import { write } from '#server/writes/write.ts'
import { invalid, missing } from '#server/operations/api-failure.ts'
import type { Identity } from '#server/operations/context.ts'

/** Update Agent Add and Remove Agent Skill, Add and Remove Service. What changes nothing leaves no trace. */
export function assignments({
  db,
  clock,
}: Dependencies): Part<'addAgentSkill' | 'removeAgentSkill' | 'addService' | 'removeService'> {
  return {
    async addAgentSkill(context, { params, query: { proficiency } }) {
      await write(db, context, async (trx) => {
        const { client, key, ...objects } = await findAgentAndSkill(trx, context.identity, params)
        const current = await trx
          .selectFrom('agent_skill_assignment')
          .select('proficiency')
          .where((eb) => eb.and(key))
          .executeTakeFirst()
        if (current?.proficiency === proficiency) return
        await trx
          .insertInto('agent_skill_assignment')
          .values({ ...key, proficiency })
          .onConflict((conflict) =>
            conflict.columns(['client_id', 'agent_id', 'agent_skill_id']).doUpdateSet({ proficiency }),
          )
          .execute()
        if (!current) await addToHolders(trx, [params.id], 1)
        await recordSkill(
          trx,
          { context, client, now: clock() },
          {
            kind: current ? 'proficiency-changed' : 'agent-skill-added',
            ...objects,
            ...(current && { before: { proficiency: current.proficiency } }),
            after: { proficiency },
          },
        )
      })
    },

    async removeAgentSkill(context, { params }) {
      await write(db, context, async (trx) => {
        const { client, key, ...objects } = await findAgentAndSkill(trx, context.identity, params)
        const removed = await trx
          .deleteFrom('agent_skill_assignment')
          .where((eb) => eb.and(key))
          .returning('proficiency')
          .executeTakeFirst()
        if (!removed) throw missing('Agent skill assignment', params.id)
        await addToHolders(trx, [params.id], -1)
        const before = { proficiency: removed.proficiency }
        await recordSkill(trx, { context, client, now: clock() }, { kind: 'agent-skill-removed', ...objects, before })
      })
    },

    async addService(context, { params }) {
      await write(db, context, async (trx) => {
        const { client, key, acdFeatureCode, ...objects } = await findAgentAndService(trx, context.identity, params)
        if (!isAssignable(acdFeatureCode)) throw invalid(ADD_SERVICE_REFUSED)
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('agent_service')
          .values(key)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (numInsertedOrUpdatedRows)
          await recordService(trx, { context, client, now: clock() }, { kind: 'service-added', ...objects })
      })
    },

    async removeService(context, { params }) {
      await write(db, context, async (trx) => {
        const { client, key, acdFeatureCode: _, ...objects } = await findAgentAndService(trx, context.identity, params)
        const { numDeletedRows } = await trx
          .deleteFrom('agent_service')
          .where((eb) => eb.and(key))
          .executeTakeFirst()
        if (!numDeletedRows) throw missing('Service assignment', params.id)
        await recordService(trx, { context, client, now: clock() }, { kind: 'service-removed', ...objects })
      })
    },
  }
}

interface Pair {
  agent: number
  id: number
}

/** Throws 404 unless the caller may see both and they belong to one client. */
async function findAgentAndSkill(db: Database, identity: Identity, pair: Pair) {
  const agent = await requireAgent(db, identity, pair.agent)
  const skill = await requireSkill(db, identity, pair.id)
  if (skill.client_id !== agent.client_id) throw missing('Agent skill', pair.id)
  return {
    client: agent.client_id,
    key: { client_id: agent.client_id, agent_id: agent.id, agent_skill_id: skill.id },
    agent: { id: agent.id, name: agent.login_id },
    agentSkill: { id: skill.id, name: skill.name },
  }
}

/** Throws 404 unless the caller may see both and they belong to one client, 403 for a service that is not theirs to give. */
async function findAgentAndService(db: Database, identity: Identity, pair: Pair) {
  const agent = await requireAgent(db, identity, pair.agent)
  const service = await requireService(db, identity, pair.id)
  if (service.client_id !== agent.client_id) throw missing('Service', pair.id)
  requirePermission(identity, [service.id])
  return {
    client: agent.client_id,
    key: { client_id: agent.client_id, agent_id: agent.id, service_id: service.id },
    agent: { id: agent.id, name: agent.login_id },
    service: { id: service.id, name: service.name },
    acdFeatureCode: service.acd_feature_code,
  }
}

/** A skill's assignment shows on the agent and on the skill. */
async function recordSkill(trx: Database, origin: Origin, change: NewChange): Promise<void> {
  await recordChanges(trx, origin, [change])
  await touchList(trx, { client: origin.client, list: 'agents', now: origin.now })
  await touchList(trx, { client: origin.client, list: 'agent-skills', now: origin.now })
}

async function recordService(trx: Database, origin: Origin, change: NewChange): Promise<void> {
  await recordChanges(trx, origin, [change])
  await touchList(trx, { client: origin.client, list: 'agents', now: origin.now })
}
