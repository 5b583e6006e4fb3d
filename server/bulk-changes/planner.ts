import { setImmediate as nextTurn } from 'node:timers/promises'
import type { PlannedChange } from '#contract/planned-changes.ts'
import { sentenceOf } from '#contract/refusals.ts'
import type { Names } from '#server/bulk-changes/chosen.ts'
import type { Job, Leases } from '#server/bulk-changes/leases.ts'
import { earlierBatches } from '#server/bulk-changes/earlier-items.ts'
import { untickedIn } from '#server/bulk-changes/items.ts'
import { planned, plannedForNobody, type Batch, type PlannedItem } from '#server/bulk-changes/plan.ts'
import { plannedOf } from '#server/bulk-changes/readable.ts'
import type { Parts } from '#server/bulk-changes/parts.ts'
import { systemFor } from '#server/bulk-changes/schedule.ts'
import { agentsOf } from '#server/bulk-changes/sources.ts'
import { findBulkChange, type StoredBulkChange } from '#server/bulk-changes/store.ts'
import { wantedOf, type Models } from '#server/bulk-changes/targets.ts'
import { temporaryReasons } from '#server/bulk-changes/temporary.ts'
import { deleteItems } from '#server/bulk-changes/drafts.ts'
import { insertMany } from '#server/database/insert-many.ts'
import { ApiFailure, forbidden } from '#server/operations/api-failure.ts'
import type { Identity } from '#server/operations/context.ts'
import type { PreviewedObjects } from '#server/platform/preview.ts'
import { LeaseLost } from '#server/writes/bulk-item.ts'

/** Items that are planned and stored together: enough to be quick, few enough to hold nobody up. */
const ITEMS_AT_ONCE = 2000
const UNKNOWN_SHOWN = 1000

/** Plans a bulk change under this copy's lease: works out every item and stores it, some at a time. */
export async function plan(parts: Parts, leases: Leases, job: Job): Promise<void> {
  const { db, clock } = parts
  const draft = await findBulkChange(db, job.id)
  if (!draft) return
  try {
    const identity = draft.by_system ? systemFor(draft) : await parts.accounts.identityOf(draft.author_id)
    if (!identity) throw forbidden({ reason: 'signInEnded' })
    // From a planner that died.
    await deleteItems(db, draft.id)
    await storePlan(parts, leases, draft, identity)
  } catch (error) {
    if (error instanceof LeaseLost) return
    await db
      .updateTable('bulk_change')
      .set({
        failure: error instanceof ApiFailure ? error.message : sentenceOf({ reason: 'serverFailed' }),
        owner: null,
        planned_at: clock(),
        // One without a preview has nothing to run.
        ...(!job.isDraft && { status: 'Stopped' as const, finished_at: clock() }),
      })
      .where('id', '=', draft.id)
      .where('owner', '=', leases.owner)
      .execute()
    if (!(error instanceof ApiFailure)) throw error
  }
}

async function storePlan(parts: Parts, leases: Leases, draft: StoredBulkChange, identity: Identity): Promise<void> {
  const { db, clock, platform } = parts
  const objects = await platform.preview.objects(draft.client_id)
  const names: Names = { skills: {}, services: {} }
  const agents = new Set<number>()
  const unknown = { total: 0, loginIds: [] as string[] }
  const isUnticked = await untickedIn(db, draft.chosen.untickedOf)
  let place = 0
  for await (const batch of batchesOf(parts, draft, identity, objects)) {
    unknown.total += batch.unknown.length
    unknown.loginIds.push(...batch.unknown.slice(0, UNKNOWN_SHOWN - unknown.loginIds.length))
    const items =
      draft.take_back_at === null ? batch.items : await withoutTemporary(parts, draft.client_id, batch.items)
    const rows = items.map((item) => ({
      ...item,
      bulk_change_id: draft.id,
      item: ++place,
      ticked: Number(!isUnticked(item)),
    }))
    for (const { agent_id, field, object_id } of rows) {
      agents.add(agent_id)
      if (object_id === null) continue
      if (field === 'level') names.skills[object_id] = objects.skills.get(object_id)?.name ?? ''
      if (field === 'service') names.services[object_id] = objects.services.get(object_id)?.name ?? ''
    }
    await db.transaction().execute(async (trx) => {
      await leases.beat(trx, draft.id)
      await insertMany(trx, 'bulk_change_item', rows)
    })
    await nextTurn()
  }
  await db
    .updateTable('bulk_change')
    .set({
      names: JSON.stringify(names),
      unknown: JSON.stringify(unknown),
      agents: agents.size,
      chosen_list: null,
      planned_at: clock(),
      ...(draft.status === 'Draft' && { owner: null }),
    })
    .where('id', '=', draft.id)
    .where('owner', '=', leases.owner)
    .execute()
}

/** A value is temporary once at a time. */
async function withoutTemporary(parts: Parts, client: number, items: readonly PlannedItem[]): Promise<PlannedItem[]> {
  const agents = [...new Set(items.filter(({ outcome }) => outcome === 'planned').map((item) => item.agent_id))]
  const reasonOf = await temporaryReasons(parts, client, agents)
  return items.map((item) => {
    const reason = item.outcome === 'planned' ? reasonOf(item) : undefined
    return reason === undefined ? item : { ...item, outcome: 'refused', reason }
  })
}

async function* batchesOf(
  parts: Parts,
  draft: StoredBulkChange,
  identity: Identity,
  objects: PreviewedObjects,
): AsyncGenerator<Batch> {
  const { db, directory, platform } = parts
  const planning = { identity, preview: platform.preview, objects }
  const earlier = draft.undoes ?? draft.retries
  if (earlier !== null) return yield* earlierBatches(parts, planning, draft, ITEMS_AT_ONCE)

  const changes = draft.changes.map(plannedOf)
  const { chosen_list: list } = await db
    .selectFrom('bulk_change')
    .select('chosen_list')
    .where('id', '=', draft.id)
    .executeTakeFirstOrThrow()
  const models = await modelsOf(parts, draft.client_id, changes)
  // A copy is as many items as its agent has skills.
  const most = changes.reduce((sum, { kind }) => sum + (kind === 'copy-skills' ? 20 : 1), 0)
  const atOnce = Math.min(1000, Math.ceil(ITEMS_AT_ONCE / most))
  const choice = {
    client: draft.client_id,
    chosen: draft.chosen,
    // Written by `insertDraft`.
    list: JSON.parse(list ?? '[]') as (number | string)[],
  }
  for await (const { ids, unknown } of agentsOf(directory, identity, choice, atOnce)) {
    const agents = await platform.preview.agents(draft.client_id, ids)
    const found = new Set(agents.map(({ id }) => id))
    const items = agents.flatMap((agent) =>
      wantedOf(agent, changes, objects, models).map((wanted) => planned(planning, agent, wanted)),
    )
    const gone = ids.filter((id) => !found.has(id)).flatMap((id) => plannedForNobody(id, `ID ${id}`, changes))
    yield { items: [...items, ...gone], unknown }
  }
}

async function modelsOf({ platform }: Parts, client: number, changes: readonly PlannedChange[]): Promise<Models> {
  const ids = changes.flatMap((change) => (change.kind === 'copy-skills' ? [change.agent] : []))
  const agents = await platform.preview.agents(client, ids)
  return new Map(agents.map((agent) => [agent.id, agent]))
}
