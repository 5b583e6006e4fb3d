import { LEVELS } from '#contract/agents.ts'
import type { BulkChangeLevels } from '#contract/bulk-changes.ts'
import type { Parts } from '#server/bulk-changes/parts.ts'
import type { StoredBulkChange } from '#server/bulk-changes/store.ts'

const AGENTS_AT_ONCE = 1000

/** The number of active agents who come to a level of a skill, or leave it: by skill, then level. */
type Shifts = Map<number, Map<number, number>>

function shift(shifts: Shifts, skill: number, level: number | null | undefined, by: number): void {
  const levels = shifts.get(skill) ?? new Map<number, number>()
  shifts.set(skill, levels)
  if (level !== null && level !== undefined) levels.set(level, (levels.get(level) ?? 0) + by)
}

/** The active agents at each level of each skill that a draft touches, now and after it. */
export async function readLevels(parts: Parts, draft: StoredBulkChange): Promise<BulkChangeLevels> {
  const shifts = await shiftsOf(parts, draft)
  const current = await parts.platform.preview.activeHolders([...shifts.keys()])
  const { skills } = await parts.platform.preview.objects(draft.client_id)
  const agentSkill = [...shifts].map(([id, levels]) => {
    const rows = LEVELS.map((proficiency) => {
      const before = current.find((row) => row.skill === id && row.proficiency === proficiency)?.active ?? 0
      return { proficiency, before, after: Math.max(0, before + (levels.get(proficiency) ?? 0)) }
    })
    const [first] = rows
    return {
      id,
      name: skills.get(id)?.name ?? draft.names.skills[id] ?? '',
      levels: rows,
      losesFirstInLine: first !== undefined && first.before > 0 && first.after === 0,
    }
  })
  return { agentSkill: agentSkill.sort((one, other) => (one.name < other.name ? -1 : 1)) }
}

async function shiftsOf({ db, platform }: Parts, { id, client_id: client }: StoredBulkChange): Promise<Shifts> {
  const shifts: Shifts = new Map()
  const ticked = db
    .selectFrom('bulk_change_item')
    .where('bulk_change_id', '=', id)
    .where('outcome', '=', 'planned')
    .where('ticked', '=', 1)
  // Agents who keep their activity come to a level, or leave it, if they are active.
  const rows = await ticked
    .where('field', '=', 'level')
    .where('object_id', 'is not', null)
    .select((eb) => [
      'object_id',
      'before_value',
      'after_value',
      eb.cast<number>(eb.fn.sum('agent_active'), 'bigint').as('active'),
    ])
    .groupBy(['object_id', 'before_value', 'after_value'])
    .execute()
  for (const { object_id, before_value, after_value, active } of rows) {
    shift(shifts, object_id ?? 0, before_value, -active)
    shift(shifts, object_id ?? 0, after_value, active)
  }
  // An agent who becomes active or inactive comes or goes with every level that they then hold.
  let after = 0
  for (;;) {
    const turned = await ticked
      .where('field', '=', 'active')
      .where('item', '>', after)
      .select(['item', 'agent_id', 'after_value'])
      .orderBy('item')
      .limit(AGENTS_AT_ONCE)
      .execute()
    const last = turned.at(-1)
    if (!last) return shifts
    const ids = turned.map((row) => row.agent_id)
    const changed = await ticked
      .where('field', '=', 'level')
      .where('agent_id', 'in', ids)
      .select(['agent_id', 'object_id', 'after_value'])
      .execute()
    const turnsTo = new Map(turned.map((row) => [row.agent_id, row.after_value === 1 ? 1 : -1]))
    for (const agent of await platform.preview.agents(client, ids)) {
      const levels = new Map<number, number | null>(agent.levels)
      for (const row of changed) if (row.agent_id === agent.id) levels.set(row.object_id ?? 0, row.after_value)
      for (const [skill, level] of levels) shift(shifts, skill, level, turnsTo.get(agent.id) ?? 0)
    }
    after = last.item
  }
}
