import { setTimeout as wait } from 'node:timers/promises'
import { findItemsToDo, type ItemRow } from '#server/bulk-changes/items.ts'
import type { Job, Leases } from '#server/bulk-changes/leases.ts'
import type { Parts } from '#server/bulk-changes/parts.ts'
import { Settling } from '#server/bulk-changes/settling.ts'
import { plan } from '#server/bulk-changes/planner.ts'
import { findBulkChange, type StoredBulkChange } from '#server/bulk-changes/store.ts'
import { ItemCall } from '#server/bulk-changes/item-call.ts'
import { LeaseLost } from '#server/writes/bulk-item.ts'

const READ_AT_ONCE = 200

/** After each agent the run rests for a share of that agent's time, within these bounds in milliseconds. */
const REST = { part: 0.5, least: 1, most: 10 }

/** Others come first: the run rests this long if anybody asked since its last rest began, so few of their calls meet an agent. */
const REST_FOR_OTHERS = 30

/** Returns the milliseconds of rest after an agent who took so many. */
export const restAfter = (took: number, othersAsked: boolean) =>
  othersAsked ? REST_FOR_OTHERS : Math.min(REST.most, Math.max(REST.least, took * REST.part))

/** Runs a bulk change under this copy's lease, agent by agent, until it is done or stopped, or `isStopping`. */
export async function runItems(parts: Parts, leases: Leases, job: Job, isStopping: () => boolean): Promise<void> {
  const bulkChange = await findPlanned(parts, leases, job)
  if (!bulkChange) return
  const settling = new Settling(parts, leases.owner, bulkChange)
  const call = new ItemCall(parts, leases.owner, bulkChange, settling)
  try {
    if (job.isRescued) await settling.countRescue()
    let after = 0
    let arrived = parts.arrivals.count
    for (;;) {
      const items = await findItemsToDo(parts.db, job.id, after, READ_AT_ONCE)
      if (!items.length) {
        if (after === 0) break
        after = 0
        continue
      }
      for (const ofAgent of byAgent(items)) {
        if (isStopping()) return
        const began = performance.now()
        await call.make(ofAgent)
        const { count } = parts.arrivals
        await wait(restAfter(performance.now() - began, count !== arrived))
        arrived = count
        after = ofAgent.at(-1)?.item ?? after
      }
    }
    await settling.finish()
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error
  } finally {
    call.log()
  }
}

/** Returns a bulk change that is to run. One that nobody previewed is planned now. */
async function findPlanned(parts: Parts, leases: Leases, job: Job): Promise<StoredBulkChange | undefined> {
  const found = await findBulkChange(parts.db, job.id)
  if (found?.planned_at !== null) return found
  await plan(parts, leases, job)
  const now = await findBulkChange(parts.db, job.id)
  return now?.status === 'Running' ? now : undefined
}

function byAgent(items: readonly ItemRow[]): ItemRow[][] {
  const groups: ItemRow[][] = []
  for (const item of items) {
    const last = groups.at(-1)
    if (last?.[0]?.agent_id === item.agent_id) last.push(item)
    else groups.push([item])
  }
  return groups
}
