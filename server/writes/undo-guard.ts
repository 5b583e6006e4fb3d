import { forUpdate } from '#server/database/dialect.ts'
import type { ChangeTable, Database } from '#server/database/tables.ts'
import { ApiFailure } from '#server/operations/api-failure.ts'

/** Throws 409 when anybody changed the same thing after the change with this id: undoing it would overwrite their work. */
export async function requireUnchangedSince(trx: Database, id: number): Promise<void> {
  const undone = await trx.selectFrom('change').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  await hold(trx, undone)
  const later = await trx
    .selectFrom('change')
    .select(['by_name', 'kind', 'before_fields', 'undoes'])
    .where('client_id', '=', undone.client_id)
    .where('id', '>', id)
    .where('agent_id', undone.agent_id === null ? 'is' : '=', undone.agent_id)
    .where('agent_skill_id', undone.agent_skill_id === null ? 'is' : '=', undone.agent_skill_id)
    .where('service_id', undone.service_id === null ? 'is' : '=', undone.service_id)
    .orderBy('id', 'desc')
    .execute()
  const touched = keysOf(undone.before_fields)
  const conflict = later.find((change) => {
    // Two updates of different fields do not meet; an assignment's every change does.
    if (undone.kind !== 'agent-updated' && undone.kind !== 'skill-updated') return true
    return change.kind === undone.kind && keysOf(change.before_fields).some((field) => touched.includes(field))
  })
  if (conflict?.undoes === id) throw new ApiFailure(409, 409, 'Cannot undo [it was undone already]')
  if (conflict) throw new ApiFailure(409, 409, `Cannot undo [changed again by ${conflict.by_name ?? 'the system'}]`)
}

/** Who changes the same at the same moment waits, or is waited for: what is read afterwards is the last word. */
async function hold(trx: Database, { agent_id, agent_skill_id }: Pick<ChangeTable, 'agent_id' | 'agent_skill_id'>) {
  if (agent_id !== null)
    await trx.selectFrom('agent').select('id').where('id', '=', agent_id).$call(forUpdate(trx)).execute()
  if (agent_skill_id !== null)
    await trx.selectFrom('agent_skill').select('id').where('id', '=', agent_skill_id).$call(forUpdate(trx)).execute()
}

const keysOf = (fields: string | null) => (fields === null ? [] : Object.keys(JSON.parse(fields) as object))
