import { prepare } from '#server/database/prepared.ts'
import type { Database } from '#server/database/tables.ts'

const assignments = prepare<{ agent: number }>()((db, value) =>
  db
    .selectFrom('agent_service')
    .select((eb) => ['service_id as id', eb.lit(null).$castTo<number | null>().as('proficiency')])
    .where('agent_id', '=', value('agent'))
    .unionAll(
      db
        .selectFrom('agent_skill_assignment')
        .select(['agent_skill_id as id', 'proficiency'])
        .where('agent_id', '=', value('agent')),
    )
    .orderBy('id'),
)

/** The services and the skills of an agent, each by id: one question, since every reader of an agent asks it. */
export async function assignmentsOf(db: Database, agent: number) {
  const assignedService: { id: number }[] = []
  const assignedAgentSkill: { id: number; proficiency: number }[] = []
  for (const { id, proficiency } of await assignments(db, { agent })) {
    if (proficiency === null) assignedService.push({ id })
    else assignedAgentSkill.push({ id, proficiency })
  }
  return { assignedService, assignedAgentSkill }
}

/** The services of an agent, by id. */
export const servicesOfAgent = (db: Database, agent: number) =>
  db
    .selectFrom('agent_service')
    .innerJoin('service', 'service.id', 'agent_service.service_id')
    .select('service.id')
    .where('agent_service.agent_id', '=', agent)
    .orderBy('service.id')

/** The skills of an agent and how good they are at each, by id. */
export const agentSkillsOf = (db: Database, agent: number) =>
  db
    .selectFrom('agent_skill_assignment')
    .innerJoin('agent_skill', 'agent_skill.id', 'agent_skill_assignment.agent_skill_id')
    .select(['agent_skill.id', 'agent_skill_assignment.proficiency'])
    .where('agent_skill_assignment.agent_id', '=', agent)
    .orderBy('agent_skill.id')
