import { MOST_UNTICKED, type BulkChangeItem, type ItemCounts, type ItemOutcome } from '#contract/bulk-changes.ts'
import type { Names } from '#server/bulk-changes/chosen.ts'
import type { BulkChangeItemTable, Database } from '#server/database/tables.ts'
import type { Directory } from '#server/directory/directory.ts'
import type { Selectable } from 'kysely'

export type ItemRow = Selectable<BulkChangeItemTable>

const NONE: ItemCounts = {
  planned: 0,
  unticked: 0,
  applied: 0,
  unchanged: 0,
  refused: 0,
  failed: 0,
  leftAlone: 0,
  notKnown: 0,
  notStarted: 0,
}

const COUNTED = {
  planned: 'planned',
  unticked: 'unticked',
  applied: 'applied',
  unchanged: 'unchanged',
  refused: 'refused',
  failed: 'failed',
  'left-alone': 'leftAlone',
  'not-known': 'notKnown',
  'not-started': 'notStarted',
} as const satisfies Record<ItemOutcome, keyof ItemCounts>

interface Stored {
  outcome: BulkChangeItemTable['outcome']
  ticked: number
}

/** The outcome of an item. It is stored as planned until it is done: nothing is written for items that never begin. */
function outcomeOf({ outcome, ticked }: Stored, isOver: boolean): ItemOutcome {
  if (outcome !== 'planned') return outcome
  if (!ticked) return 'unticked'
  return isOver ? 'not-started' : 'planned'
}

/** Counts the items of some bulk changes. `isOver`: they are stopped or done. */
export async function countItems(
  db: Database,
  bulkChanges: readonly { id: number; isOver: boolean }[],
): Promise<Map<number, ItemCounts>> {
  const counts = new Map(bulkChanges.map(({ id }) => [id, { ...NONE }]))
  if (!bulkChanges.length) return counts
  const over = new Set(bulkChanges.filter(({ isOver }) => isOver).map(({ id }) => id))
  const rows = await db
    .selectFrom('bulk_change_item')
    .select((eb) => ['bulk_change_id', 'outcome', 'ticked', eb.fn.countAll<number>().as('items')])
    .where('bulk_change_id', 'in', [...counts.keys()])
    .groupBy(['bulk_change_id', 'outcome', 'ticked'])
    .execute()
  for (const row of rows) {
    const sums = counts.get(row.bulk_change_id)
    if (sums) sums[COUNTED[outcomeOf(row, over.has(row.bulk_change_id))]] += row.items
  }
  return counts
}

/** Counts the agents with a ticked item; `confirmed`: those who would be unlocked or deactivated. */
export async function countAgentsToChange(db: Database, id: number, { confirmed = false } = {}): Promise<number> {
  const { agents } = await db
    .selectFrom('bulk_change_item')
    .select((eb) => eb.fn.count<number>('agent_id').distinct().as('agents'))
    .where('bulk_change_id', '=', id)
    .where('outcome', '=', 'planned')
    .where('ticked', '=', 1)
    .$if(confirmed, (all) =>
      all.where((eb) =>
        eb.or([eb('field', '=', 'locked'), eb.and([eb('field', '=', 'active'), eb('after_value', '=', 0)])]),
      ),
    )
    .executeTakeFirstOrThrow()
  return agents
}

/** A page, and one item more, of those with an outcome, or of all. */
export async function findItems(
  db: Database,
  { id, isOver }: { id: number; isOver: boolean },
  { outcome, after = 0, count }: { outcome?: ItemOutcome | undefined; after?: number | undefined; count: number },
): Promise<{ item: ItemRow[]; outcomeOf: (row: ItemRow) => ItemOutcome }> {
  const item = await db
    .selectFrom('bulk_change_item')
    .selectAll()
    .where('bulk_change_id', '=', id)
    .where('item', '>', after)
    .$call((all) => {
      if (outcome === undefined) return all
      if (outcome === 'unticked') return all.where('outcome', '=', 'planned').where('ticked', '=', 0)
      const isStoredAsPlanned = outcome === 'planned' || outcome === 'not-started'
      if (isStoredAsPlanned && isOver !== (outcome === 'not-started')) return all.where('item', '<', 0)
      const stored = isStoredAsPlanned ? 'planned' : outcome
      return all.where('outcome', '=', stored).$if(isStoredAsPlanned, (rows) => rows.where('ticked', '=', 1))
    })
    .orderBy('item')
    .limit(count + 1)
    .execute()
  return { item, outcomeOf: (row) => outcomeOf(row, isOver) }
}

/** An item of the API. `agents` has the names of those who are still there. */
export function toItem(
  row: ItemRow,
  outcome: ItemOutcome,
  names: Names,
  agents: Awaited<ReturnType<Directory['namesOf']>>,
): BulkChangeItem {
  const object = row.object_id
  return {
    item: row.item,
    agent: { id: row.agent_id, loginId: row.login_id, ...agents.get(row.agent_id) },
    change: row.change,
    field: row.field,
    agentSkill: row.field === 'level' && object !== null ? named(names.skills, object) : undefined,
    service: row.field === 'service' && object !== null ? named(names.services, object) : undefined,
    before: row.before_value ?? undefined,
    after: row.after_value ?? undefined,
    outcome,
    reason: row.reason ?? undefined,
  }
}

const named = (names: Record<number, string>, id: number) => ({ id, name: names[id] ?? '' })

type ItemKey = Pick<ItemRow, 'agent_id' | 'field' | 'object_id'>

const keyOf = ({ agent_id, field, object_id }: ItemKey) => `${agent_id} ${field} ${object_id ?? ''}`

/**
 * Returns a function that tells whether an item is unticked in a draft, with any values; none is, if more than `MOST_UNTICKED`
 * are.
 */
export async function untickedIn(db: Database, draft: number | undefined): Promise<(item: ItemKey) => boolean> {
  if (draft === undefined) return () => false
  const rows = await db
    .selectFrom('bulk_change_item')
    .select(['agent_id', 'field', 'object_id'])
    .where('bulk_change_id', '=', draft)
    .where('outcome', '=', 'planned')
    .where('ticked', '=', 0)
    .limit(MOST_UNTICKED + 1)
    .execute()
  const keys = new Set(rows.length > MOST_UNTICKED ? [] : rows.map(keyOf))
  return (item) => keys.has(keyOf(item))
}

/** Takes items out of a plan, or back in: those named, or all. */
export async function tickItems(
  db: Database,
  id: number,
  { ticked, items }: { ticked: boolean; items: readonly number[] | undefined },
): Promise<void> {
  if (items && !items.length) return
  await db
    .updateTable('bulk_change_item')
    .set({ ticked: Number(ticked) })
    .where('bulk_change_id', '=', id)
    .where('outcome', '=', 'planned')
    .$if(items !== undefined, (all) => all.where('item', 'in', items ?? []))
    .execute()
}

/** The next items to do, in the order of the plan. */
export const findItemsToDo = (db: Database, id: number, after: number, count: number): Promise<ItemRow[]> =>
  db
    .selectFrom('bulk_change_item')
    .selectAll()
    .where('bulk_change_id', '=', id)
    .where('outcome', '=', 'planned')
    .where('ticked', '=', 1)
    .where('item', '>', after)
    .orderBy('item')
    .limit(count)
    .execute()
