import type { AssignedAgentSkill } from '#contract/agents.ts'
import { isAssignable } from '#contract/services.ts'
import { forUpdate } from '#server/database/dialect.ts'
import type { Database } from '#server/database/tables.ts'
import { requireAll, requireKnownServices } from '#server/objects/permitted-services.ts'
import { invalid } from '#server/operations/api-failure.ts'

/**
 * Returns the wanted services, each once. Throws 400 unless all are ACD services of the client (Create Agent, `assignedService`).
 */
export async function requireServices(db: Database, client: number, asked: readonly { id: number }[]) {
  const services = await requireKnownServices(
    db,
    client,
    asked.map(({ id }) => id),
  )
  if (!services.every((service) => isAssignable(service.acd_feature_code))) throw invalid({ reason: 'noAcd' })
  return services.map(({ id, name }) => ({ id, name }))
}

/** Returns the skills asked for, with their levels. Throws 400 unless every one is the client's (Create Agent, `assignedAgentSkill`). */
export async function requireAgentSkills(db: Database, client: number, asked: readonly AssignedAgentSkill[]) {
  const levels = new Map(asked.map((skill) => [skill.id, skill.proficiency]))
  if (!levels.size) return []
  const skills = await db
    .selectFrom('agent_skill')
    .select(['id', 'name'])
    .where('client_id', '=', client)
    .where('id', 'in', [...levels.keys()])
    .orderBy('id')
    .$call(forUpdate(db))
    .execute()
  requireAll('Agent skill', new Set(levels.keys()), skills)
  return skills.flatMap((skill) => {
    const proficiency = levels.get(skill.id)
    return proficiency === undefined ? [] : { ...skill, proficiency }
  })
}
