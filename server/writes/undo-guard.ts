import { meets, type Change, type ClientChange } from '#contract/history.ts'
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
  const between = later.find(({ kind, before_fields }) => meets(undone, { kind, before: fieldsOf(before_fields) }))
  if (between?.undoes === id) throw conflict('Cannot undo [it was undone already]')
  if (between) throw conflict(`Cannot undo [changed again by ${between.by_name ?? 'the system'}]`)
}

// Written by `recordChanges`, from this type.
const fieldsOf = (json: string | null) => (json === null ? undefined : (JSON.parse(json) as Change['before']))
