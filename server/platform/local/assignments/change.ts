import type { Dependencies } from '#server/database/dependencies.ts'
import type { Database } from '#server/database/tables.ts'
import { touchList } from '#server/objects/list-state.ts'
import { requireAgent, requireService, requireSkill } from '#server/objects/visible-objects.ts'
import { missing } from '#server/operations/api-failure.ts'
import type { Identity, SignedIn } from '#server/operations/context.ts'
import { decideLevel, decideService } from '#server/platform/local/assignments/decide.ts'
import { addToLevels } from '#server/objects/skill-levels.ts'
import { changeOf } from '#server/platform/local/decision.ts'
import type { Part } from '#server/platform/local/part.ts'
import { write } from '#server/writes/write.ts'

/** Update Agent Add and Remove Agent Skill, Add and Remove Service. A write that changes nothing records no change. */
export function assignments({
  db,
  clock,
}: Dependencies): Part<'addAgentSkill' | 'removeAgentSkill' | 'addService' | 'removeService'> {
  const setLevel = (context: SignedIn, pair: Pair, wanted: number | undefined) =>
    write(db, context, async (trx, record) => {
      const { client, key, isActive, ...held } = await readSkill(trx, context.identity, pair)
      const change = changeOf(decideLevel(held, wanted))
      if (!change) return
      if (wanted === undefined)
        await trx
          .deleteFrom('agent_skill_assignment')
          .where((eb) => eb.and(key))
          .execute()
      else
        await trx
          .insertInto('agent_skill_assignment')
          .values({ ...key, proficiency: wanted, login_id: held.agent.name })
          .onConflict((conflict) =>
            conflict.columns(['client_id', 'agent_id', 'agent_skill_id']).doUpdateSet({ proficiency: wanted }),
          )
          .execute()
      const skill = { skill: pair.id, holders: 1, active: isActive ? 1 : 0 }
      await addToLevels(trx, [
        ...(held.proficiency === undefined
          ? []
          : [{ ...skill, proficiency: held.proficiency, holders: -1, active: -skill.active }]),
        ...(wanted === undefined ? [] : [{ ...skill, proficiency: wanted }]),
      ])
      const now = clock()
      await record({ client, now }, [change])
      // The assignment shows on the agent and on the skill.
      await touchList(trx, { client, list: 'agents', now })
      await touchList(trx, { client, list: 'agent-skills', now })
    })

  const setService = (context: SignedIn, pair: Pair, wanted: boolean) =>
    write(db, context, async (trx, record) => {
      const { client, key, ...held } = await readService(trx, context.identity, pair)
      const change = changeOf(decideService(held, wanted, context.identity))
      if (!change) return
      await (wanted
        ? trx
            .insertInto('agent_service')
            .values({ ...key, login_id: held.agent.name })
            .execute()
        : trx
            .deleteFrom('agent_service')
            .where((eb) => eb.and(key))
            .execute())
      const now = clock()
      await record({ client, now }, [change])
      await touchList(trx, { client, list: 'agents', now })
    })

  return {
    addAgentSkill: (context, { params, query: { proficiency } }) => setLevel(context, params, proficiency),

    removeAgentSkill: (context, { params }) => setLevel(context, params, undefined),

    addService: (context, { params }) => setService(context, params, true),

    removeService: (context, { params }) => setService(context, params, false),
  }
}

interface Pair {
  agent: number
  id: number
}

/** Throws 404 unless the caller may see both and they belong to one client. */
async function readSkill(trx: Database, identity: Identity, pair: Pair) {
  const agent = await requireAgent(trx, identity, pair.agent)
  const skill = await requireSkill(trx, identity, pair.id)
  if (skill.client_id !== agent.client_id) throw missing('Agent skill', pair.id)
  const key = { client_id: agent.client_id, agent_id: agent.id, agent_skill_id: skill.id }
  const current = await trx
    .selectFrom('agent_skill_assignment')
    .select('proficiency')
    .where((eb) => eb.and(key))
    .executeTakeFirst()
  return {
    client: agent.client_id,
    key,
    agent: { id: agent.id, name: agent.login_id },
    agentSkill: { id: skill.id, name: skill.name },
    proficiency: current?.proficiency,
    isActive: agent.active === 1,
  }
}

/** Throws 404 unless the caller may see both and they belong to one client. */
async function readService(trx: Database, identity: Identity, pair: Pair) {
  const agent = await requireAgent(trx, identity, pair.agent)
  const service = await requireService(trx, identity, pair.id)
  if (service.client_id !== agent.client_id) throw missing('Service', pair.id)
  const key = { client_id: agent.client_id, agent_id: agent.id, service_id: service.id }
  const current = await trx
    .selectFrom('agent_service')
    .select('service_id')
    .where((eb) => eb.and(key))
    .executeTakeFirst()
  return {
    client: agent.client_id,
    key,
    agent: { id: agent.id, name: agent.login_id },
    service: { id: service.id, name: service.name },
    acdFeatureCode: service.acd_feature_code,
    isAssigned: current !== undefined,
  }
}
