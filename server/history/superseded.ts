import { INVERSES, inTheWay, type Change } from '#contract/history.ts'
import type { Database } from '#server/database/tables.ts'
import { fieldsIn } from '#server/history/record.ts'

type Later = Pick<Change, 'id' | 'kind' | 'before' | 'undoes'>

/** Of an agent's later changes so many are read: a page of a long history must not read all that came after it. */
const MOST_LATER = 2000

/** Returns the changes, each that cannot be taken back any more with the first later change in its way. */
export async function withSuperseded(db: Database, client: number, changes: readonly Change[]): Promise<Change[]> {
  const open = changes.filter(({ kind, undoneBy }) => undoneBy === undefined && INVERSES[kind] !== undefined)
  const later = new Map<string, Later[]>()
  for (const { key, ...change } of await readLater(db, client, open))
    later.set(key, [change, ...(later.get(key) ?? [])])
  return changes.map((change) => {
    if (!open.includes(change)) return change
    const key = keyOf(change.agent?.id, change.agentSkill?.id, change.service?.id)
    const supersededBy = inTheWay(change, later.get(key)?.filter(({ id }) => id > change.id) ?? []).at(-1)?.id
    return { ...change, ...(supersededBy !== undefined && { supersededBy }) }
  })
}

const keyOf = (...ids: (number | null | undefined)[]) => ids.map((id) => id ?? '').join()

/** Oldest first. */
async function readLater(db: Database, client: number, open: readonly Change[]): Promise<(Later & { key: string })[]> {
  const idsOf = (ids: readonly (number | undefined)[]) => [...new Set(ids.filter((id) => id !== undefined))]
  const agents = idsOf(open.map(({ agent }) => agent?.id))
  const skills = idsOf(open.map(({ agent, agentSkill }) => (agent ? undefined : agentSkill?.id)))
  const after = db
    .selectFrom('change')
    .select(['id', 'kind', 'agent_id', 'agent_skill_id', 'service_id', 'before_fields', 'undoes'])
    .where('client_id', '=', client)
    .where('id', '>', Math.min(...open.map(({ id }) => id)))
    .orderBy('id')
    .limit(MOST_LATER)
  const rows = [
    ...(agents.length ? await after.where('agent_id', 'in', agents).execute() : []),
    ...(skills.length
      ? await after.where('kind', '=', 'skill-updated').where('agent_skill_id', 'in', skills).execute()
      : []),
  ]
  return rows.map((row) => ({
    key: keyOf(row.agent_id, row.agent_skill_id, row.service_id),
    id: row.id,
    kind: row.kind,
    before: fieldsIn(row.before_fields),
    undoes: row.undoes ?? undefined,
  }))
}
