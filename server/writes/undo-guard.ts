import type { ClientChange } from '#contract/history.ts'
import type { Database } from '#server/database/tables.ts'
import { conflict } from '#server/operations/api-failure.ts'

/** Throws 409 if anybody changed the same thing after a change: undoing it would overwrite their work. */
export async function requireUnchangedSince(db: Database, undone: ClientChange): Promise<void> {
  const { id, client, agent, agentSkill, service } = undone
  const later = await db
    .selectFrom('change')
    .select(['by_name', 'kind', 'before_fields', 'undoes'])
    .where('client_id', '=', client)
    .where('id', '>', id)
    .where('agent_id', agent ? '=' : 'is', agent?.id ?? null)
    .where('agent_skill_id', agentSkill ? '=' : 'is', agentSkill?.id ?? null)
    .where('service_id', service ? '=' : 'is', service?.id ?? null)
    .orderBy('id', 'desc')
    .execute()
  const touched = Object.keys(undone.before ?? {})
  const between = later.find((change) => {
    // Two updates of different fields do not meet; an assignment's every change does.
    if (undone.kind !== 'agent-updated' && undone.kind !== 'skill-updated') return true
    return change.kind === undone.kind && fieldsOf(change.before_fields).some((field) => touched.includes(field))
  })
  if (between?.undoes === id) throw conflict('Cannot undo [it was undone already]')
  if (between) throw conflict(`Cannot undo [changed again by ${between.by_name ?? 'the system'}]`)
}

const fieldsOf = (json: string | null) => (json === null ? [] : Object.keys(JSON.parse(json) as object))
