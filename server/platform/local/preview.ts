import type { Dependencies } from '#server/database/dependencies.ts'
import { missing } from '#server/operations/api-failure.ts'
import type { Identity } from '#server/operations/context.ts'
import { decideUpdate } from '#server/platform/local/agents/decide.ts'
import { decideLevel, decideService } from '#server/platform/local/assignments/decide.ts'
import type { Decision } from '#server/platform/local/decision.ts'
import type { Preview, PreviewedAgent, PreviewedObjects, Target } from '#server/platform/preview.ts'

export const createPreview = ({ db }: Dependencies): Preview => ({
  async agents(client, ids) {
    if (!ids.length) return []
    const agents = await db
      .selectFrom('agent')
      .select(['id', 'login_id', 'active', 'locked_at', 'wrap_up_time'])
      .where('client_id', '=', client)
      .where('id', 'in', ids)
      .orderBy('login_id')
      .execute()
    const held = await db
      .selectFrom('agent_skill_assignment')
      .select(['agent_id', 'agent_skill_id', 'proficiency'])
      .where('client_id', '=', client)
      .where('agent_id', 'in', ids)
      .execute()
    const assigned = await db
      .selectFrom('agent_service')
      .select(['agent_id', 'service_id'])
      .where('client_id', '=', client)
      .where('agent_id', 'in', ids)
      .execute()
    const found = new Map(
      agents.map((row) => [
        row.id,
        {
          id: row.id,
          loginId: row.login_id,
          active: row.active === 1,
          locked: row.locked_at !== null,
          wrapUpTime: row.wrap_up_time,
          levels: new Map<number, number>(),
          services: new Set<number>(),
        },
      ]),
    )
    for (const row of held) found.get(row.agent_id)?.levels.set(row.agent_skill_id, row.proficiency)
    for (const row of assigned) found.get(row.agent_id)?.services.add(row.service_id)
    return [...found.values()]
  },

  async objects(client) {
    const skills = await db.selectFrom('agent_skill').select(['id', 'name']).where('client_id', '=', client).execute()
    const services = await db
      .selectFrom('service')
      .select(['id', 'name', 'acd_feature_code as acdFeatureCode'])
      .where('client_id', '=', client)
      .execute()
    return {
      skills: new Map(skills.map((skill) => [skill.id, skill])),
      services: new Map(services.map((service) => [service.id, service])),
    }
  },

  activeHolders: (skills) =>
    db
      .selectFrom('agent_skill_level')
      .select(['agent_skill_id as skill', 'proficiency', 'active'])
      .where('agent_skill_id', 'in', skills.length ? skills : [0])
      .where('active', '>', 0)
      .execute(),

  decide(identity, agent, target, objects) {
    const decision = decisionOn(identity, agent, target, objects)
    if (decision.kind === 'change') return 'change'
    if (decision.kind === 'nothing') return 'unchanged'
    // There is nothing to take away.
    return decision.refusal.status === 404 && isWithout(agent, target) ? 'unchanged' : decision.refusal
  },
})

function decisionOn(
  identity: Identity,
  { id, loginId, active, locked, wrapUpTime, levels, services }: PreviewedAgent,
  { field, object, value }: Target,
  objects: PreviewedObjects,
): Decision<unknown> {
  const agent = { id, name: loginId }
  const settings = { active, wrapUpTime }
  const ofAgent = { agent, settings, isLocked: locked }
  switch (field) {
    case 'level': {
      const agentSkill = objects.skills.get(object ?? 0)
      if (!agentSkill) return { kind: 'refusal', refusal: missing('Agent skill', object ?? 0) }
      return decideLevel({ agent, agentSkill, proficiency: levels.get(agentSkill.id) }, value ?? undefined)
    }
    case 'service': {
      const service = objects.services.get(object ?? 0)
      if (!service) return { kind: 'refusal', refusal: missing('Service', object ?? 0) }
      const { acdFeatureCode } = service
      return decideService(
        { agent, service, acdFeatureCode, isAssigned: services.has(service.id) },
        value === 1,
        identity,
      )
    }
    case 'active':
      return decideUpdate(ofAgent, { active: value === 1 })
    case 'wrapUpTime':
      return decideUpdate(ofAgent, { wrapUpTime: value ?? 0 })
    case 'locked':
      return decideUpdate(ofAgent, { unlock: true })
  }
}

const isWithout = ({ levels, services }: PreviewedAgent, { field, object, value }: Target) =>
  field === 'level' ? value === null && !levels.has(object ?? 0) : value === 0 && !services.has(object ?? 0)
