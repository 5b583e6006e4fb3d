import { giveRefusal } from '#contract/access.ts'
import type { AssignedAgentSkill } from '#contract/agents.ts'
import { ADD_SERVICE_REFUSED, notFound } from '#contract/errors.ts'
import { isAssignable } from '#contract/services.ts'
import { forUpdate } from '#server/database/dialect.ts'
import type { Database } from '#server/database/tables.ts'
import { forbidden, invalid } from '#server/operations/api-failure.ts'
import type { Identity } from '#server/operations/context.ts'

/** Throws 403 for a service that the caller may not give or take (Create Agent, `assignedService`: "for which they have permission"). */
export function requirePermission({ services }: Identity, asked: readonly number[] | 'all'): void {
  const reason = giveRefusal(services, asked)
  if (reason) throw forbidden(reason)
}

/** The services asked for, each once. Throws 400 unless every one is an ACD service of the client (Create Agent, `assignedService`). */
export async function requireServices(db: Database, client: number, asked: readonly { id: number }[]) {
  const services = await requireKnownServices(
    db,
    client,
    asked.map(({ id }) => id),
  )
  if (!services.every((service) => isAssignable(service.acd_feature_code))) throw invalid(ADD_SERVICE_REFUSED)
  return services.map(({ id, name }) => ({ id, name }))
}

/** The services asked for, each once, ACD or not. Throws 400 unless every one is the client's. */
export async function requireKnownServices(db: Database, client: number, asked: readonly number[]) {
  const ids = new Set(asked)
  if (!ids.size) return []
  const services = await db
    .selectFrom('service')
    .select(['id', 'name', 'acd_feature_code'])
    .where('client_id', '=', client)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute()
  requireAll('Service', ids, services)
  return services
}

/** The skills asked for, with their levels. Throws 400 unless every one is the client's (Create Agent, `assignedAgentSkill`). */
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

function requireAll(
  object: 'Service' | 'Agent skill',
  ids: ReadonlySet<number>,
  found: readonly { id: number }[],
): void {
  const known = new Set(found.map(({ id }) => id))
  const unknown = [...ids].find((id) => !known.has(id))
  if (unknown !== undefined) throw invalid(notFound(object, unknown))
}
