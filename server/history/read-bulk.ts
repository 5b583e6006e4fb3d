import type { ClientChange } from '#contract/history.ts'
import type { Database } from '#server/database/tables.ts'
import { toChange } from '#server/history/read.ts'

type Row = Parameters<typeof toChange>[0]

const toClientChange = (row: Omit<Row, 'undone_by' | 'home'>): ClientChange => ({
  ...toChange({ ...row, undone_by: null, home: null }),
  client: row.client_id,
})

export async function changesOfItems(
  db: Database,
  client: number,
  bulkChange: number,
  items: readonly number[],
): Promise<Map<number, ClientChange>> {
  if (!items.length) return new Map()
  const rows = await db
    .selectFrom('change')
    .selectAll()
    .where('client_id', '=', client)
    .where('bulk_change_id', '=', bulkChange)
    .where('bulk_change_item', 'in', items)
    .execute()
  return new Map(rows.map((row) => [row.bulk_change_item ?? 0, toClientChange(row)]))
}

export async function laterChanges(
  db: Database,
  client: number,
  agents: readonly number[],
  id: number,
): Promise<ClientChange[]> {
  if (!agents.length) return []
  const rows = await db
    .selectFrom('change')
    .selectAll()
    .where('client_id', '=', client)
    .where('agent_id', 'in', agents)
    .where('id', '>', id)
    .orderBy('id')
    .execute()
  return rows.map(toClientChange)
}
