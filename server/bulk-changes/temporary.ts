import type { TemporaryValues } from '#contract/bulk-changes.ts'
import { sentenceOf } from '#contract/refusals.ts'
import { readUndone } from '#server/bulk-changes/earlier-items.ts'
import type { ItemRow } from '#server/bulk-changes/items.ts'
import type { Parts } from '#server/bulk-changes/parts.ts'
import type { Database } from '#server/database/tables.ts'

// One statement must not keep others waiting.
const DELETED_AT_ONCE = 5000

type Temporary = TemporaryValues['temporary'][number] & { agent: number }

type Key = Pick<ItemRow, 'agent_id' | 'field' | 'object_id'>

/** Reads the values of some agents that will be taken back at a time, and that nobody changed since. */
export async function readTemporary(parts: Parts, client: number, agents: readonly number[]): Promise<Temporary[]> {
  if (!agents.length) return []
  const rows = await parts.db
    .selectFrom('temporary_value as value')
    .innerJoin('bulk_change', 'bulk_change.id', 'value.bulk_change_id')
    .innerJoin('bulk_change_item as item', (join) =>
      join.onRef('item.bulk_change_id', '=', 'value.bulk_change_id').onRef('item.item', '=', 'value.item'),
    )
    .selectAll('item')
    .select(['bulk_change.take_back_at', 'bulk_change.time_zone'])
    .where('value.agent_id', 'in', agents)
    .where('bulk_change.client_id', '=', client)
    .where('bulk_change.take_back', '=', 'pending')
    .orderBy('item.bulk_change_id')
    .orderBy('item.item')
    .execute()
  const found: Temporary[] = []
  for (const bulkChange of new Set(rows.map((row) => row.bulk_change_id))) {
    const items = rows.filter((row) => row.bulk_change_id === bulkChange)
    const undoneOf = await readUndone(parts, client, bulkChange, items)
    for (const item of items) {
      const undone = undoneOf(item)
      if (undone && undone.changedBy === undefined)
        found.push({
          agent: item.agent_id,
          field: item.field,
          object: item.object_id ?? undefined,
          value: item.after_value ?? undefined,
          // Selected by it.
          until: item.take_back_at ?? 0,
          timeZone: item.time_zone ?? undefined,
          bulkChange,
        })
    }
  }
  return found
}

/** Returns a function that says until when an agent's value is temporary; undefined if it is not. */
export async function temporaryReasons(
  parts: Parts,
  client: number,
  agents: readonly number[],
): Promise<(item: Key) => string | undefined> {
  const found = await readTemporary(parts, client, agents)
  return ({ agent_id, field, object_id }) => {
    const value = found.find(
      (each) => each.agent === agent_id && each.field === field && each.object === (object_id ?? undefined),
    )
    return value && sentenceOf({ reason: 'temporaryUntil', time: timeIn(value.until, value.timeZone) })
  }
}

/** `Mar 3, 20:00 (Europe/Warsaw)` */
function timeIn(time: number, timeZone = 'UTC'): string {
  const format = new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' })
  return `${format.format(time)} (${timeZone.replaceAll('_', ' ')})`
}

/** Deletes what a bulk change noted of the values that it left: they are not temporary any more. */
export async function forgetTemporary(db: Database, bulkChange: number): Promise<void> {
  for (;;) {
    const rows = await db
      .selectFrom('temporary_value')
      .select('item')
      .where('bulk_change_id', '=', bulkChange)
      .orderBy('item')
      .limit(DELETED_AT_ONCE)
      .execute()
    const last = rows.at(-1)
    if (!last) return
    await db
      .deleteFrom('temporary_value')
      .where('bulk_change_id', '=', bulkChange)
      .where('item', '<=', last.item)
      .execute()
  }
}
