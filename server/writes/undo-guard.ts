import { changedSince, meets, type Change, type ClientChange } from '#contract/history.ts'
import type { Database } from '#server/database/tables.ts'
import { conflict } from '#server/operations/api-failure.ts'

/** Throws 409 if anybody changed the same thing after a change: undoing it would overwrite their work. */
export async function requireUnchangedSince(db: Database, undone: ClientChange): Promise<void> {
  const { id, client, agent, agentSkill, service } = undone
  const later = await db
    .selectFrom('change')
    .select(['id', 'by_name', 'kind', 'before_fields', 'undoes'])
    .where('client_id', '=', client)
    .where('id', '>', id)
    .where('agent_id', agent ? '=' : 'is', agent?.id ?? null)
    .where('agent_skill_id', agentSkill ? '=' : 'is', agentSkill?.id ?? null)
    .where('service_id', service ? '=' : 'is', service?.id ?? null)
    // As the index of a skill's own changes says it: those of bulk changes are about agents.
    .$if(!agent, (all) => all.where('bulk_change_id', 'is', null))
    .orderBy('id', 'desc')
    .execute()
  // A later change that was taken back as well left the value as it found it.
  const cancelled = new Set<number>()
  const between = later.find((change) => {
    if (cancelled.has(change.id) || !meets(undone, { kind: change.kind, before: fieldsOf(change.before_fields) }))
      return false
    if (change.undoes === null || change.undoes <= id) return true
    cancelled.add(change.undoes)
    return false
  })
  if (between?.undoes === id) throw conflict('Cannot undo [it was undone already]')
  if (between) throw conflict(changedSince(between.by_name ?? 'the system'))
}

// Written by `recordChanges`, from this type.
const fieldsOf = (json: string | null) => (json === null ? undefined : (JSON.parse(json) as Change['before']))
