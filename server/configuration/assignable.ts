import type { AssignedAgentSkill } from '#contract/agents.ts'
import { ADD_SERVICE_REFUSED, notFound } from '#contract/errors.ts'
import { isAssignable } from '#contract/services.ts'
import { invalid } from '#server/operations/api-failure.ts'
import type { Database } from '#server/database/open.ts'

/** Throws 400 unless every one is an ACD service of the client (Create Agent, `assignedService`). */
export async function requireServices(db: Database, client: number, ids: readonly number[]): Promise<void> {
  if (!ids.length) return
  const found = await db
    .selectFrom('service')
    .select(['id', 'acd_feature_code'])
    .where('client_id', '=', client)
    .where('id', 'in', ids)
    .execute()
  requireAll(
    'Service',
    ids,
    found.map(({ id }) => id),
  )
  if (!found.every((service) => isAssignable(service.acd_feature_code))) throw invalid(ADD_SERVICE_REFUSED)
}

/** Throws 400 unless every one is a skill of the client (Create Agent, `assignedAgentSkill`). */
export async function requireAgentSkills(
  db: Database,
  client: number,
  skills: readonly AssignedAgentSkill[],
): Promise<void> {
  if (!skills.length) return
  const ids = skills.map((skill) => skill.id)
  const found = await db
    .selectFrom('agent_skill')
    .select('id')
    .where('client_id', '=', client)
    .where('id', 'in', ids)
    .execute()
  requireAll(
    'Agent skill',
    ids,
    found.map(({ id }) => id),
  )
}

function requireAll(object: Parameters<typeof notFound>[0], ids: readonly number[], found: readonly number[]): void {
  const known = new Set(found)
  const unknown = ids.find((id) => !known.has(id))
  if (unknown !== undefined) throw invalid(notFound(object, unknown))
}
