import type { BulkChange } from '#contract/bulk-changes.ts'
import type { PlannedChange, ReadableChange } from '#contract/planned-changes.ts'
import { sentenceOf } from '#contract/refusals.ts'
import { insertMany } from '#server/database/insert-many.ts'
import type { Database } from '#server/database/tables.ts'
import { ITEM_TAKES, type DemoBulkChange, type DemoItem } from '#server/first-start/demo/bulk-changes.ts'
import type { DemoClient } from '#server/first-start/demo/client.ts'
import { addressOf } from '#server/first-start/demo/deeds.ts'

/** The ids of the bulk changes in the database. */
export type BulkChangeIds = ReadonlyMap<DemoBulkChange, number>

/** As in a plan: id → name. */
interface Names {
  skills: Record<number, string>
  services: Record<number, string>
}

/** From the preview to its being applied. */
const LOOKED_AT_MS = 95_000

/** Inserts bulk changes, without their items, in their order. */
export async function insertBulkChanges(
  trx: Database,
  client: DemoClient,
  bulkChanges: readonly DemoBulkChange[],
): Promise<BulkChangeIds> {
  const ids = new Map<DemoBulkChange, number>()
  const names: Names = {
    skills: Object.fromEntries(client.skills.map(({ id, name }) => [id, name])),
    services: Object.fromEntries(
      client.callCenters.flatMap(({ services }) => services.map(({ id, name }) => [id, name])),
    ),
  }
  for (const bulkChange of bulkChanges) {
    const { by, reason, change, status, chosenBy, unknown, appliedAt, items, undoes } = bulkChange
    const { id: author } = await trx
      .selectFrom('user_account')
      .select('id')
      .where('client_id', '=', client.id)
      .where('user_name', '=', by)
      .executeTakeFirstOrThrow()
    const planned_at = appliedAt - LOOKED_AT_MS
    const { id } = await trx
      .insertInto('bulk_change')
      .values({
        client_id: client.id,
        status,
        author_id: author,
        author_name: by,
        address: addressOf(client, by),
        reason,
        chosen: JSON.stringify({ by: chosenBy } satisfies BulkChange['chosen']),
        changes: JSON.stringify([readable(change, names)]),
        names: JSON.stringify(names),
        unknown: JSON.stringify({ total: unknown.length, loginIds: [...unknown] } satisfies BulkChange['unknown']),
        undoes: (undoes && ids.get(undoes)) ?? null,
        agents: items.length,
        created_at: planned_at - ITEM_TAKES,
        planned_at,
        applied_at: appliedAt,
        started_at: appliedAt,
        finished_at: appliedAt + items.filter(({ outcome }) => outcome !== 'planned').length * ITEM_TAKES,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    ids.set(bulkChange, id)
  }
  return ids
}

function readable(change: PlannedChange, { skills, services }: Names): ReadableChange {
  if ('agentSkill' in change)
    return { ...change, agentSkill: { id: change.agentSkill, name: skills[change.agentSkill] ?? '' } }
  if ('service' in change) return { ...change, service: { id: change.service, name: services[change.service] ?? '' } }
  if (change.kind === 'copy-skills') throw new Error('the demo data copies no skills')
  return change
}

/** Inserts the items of bulk changes. `changes`: the changes in the history that they made. */
export async function insertItems(
  trx: Database,
  bulkChanges: BulkChangeIds,
  changes: ReadonlyMap<DemoItem, number>,
): Promise<void> {
  const rows = [...bulkChanges].flatMap(([{ items }, id]) =>
    items.map(({ agent, field, object, before, after, outcome, reason, undoes }, i) => ({
      bulk_change_id: id,
      item: i + 1,
      agent_id: agent.id,
      login_id: agent.loginId,
      agent_active: 1 as const,
      change: 0,
      field,
      object_id: object,
      before_value: before,
      after_value: after,
      outcome,
      ticked: 1 as const,
      reason: reason ? sentenceOf(reason) : null,
      undoes: (undoes && changes.get(undoes)) ?? null,
    })),
  )
  await insertMany(trx, 'bulk_change_item', rows)
}
