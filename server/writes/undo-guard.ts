import { inTheWay, type ClientChange } from '#contract/history.ts'
import type { Database } from '#server/database/tables.ts'
import { fieldsIn } from '#server/history/record.ts'
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
  const [between] = inTheWay(
    undone,
    later.map(({ before_fields: before, undoes, ...change }) => ({
      ...change,
      before: fieldsIn(before),
      undoes: undoes ?? undefined,
    })),
  )
  if (between?.undoes === id) throw conflict({ reason: 'undoneAlready' })
  if (between) throw conflict({ reason: 'changedAgain', by: between.by_name ?? 'the system' })
}
