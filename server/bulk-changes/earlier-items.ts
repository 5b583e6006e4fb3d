import { meets, type ClientChange } from '#contract/history.ts'
import { findItems, type ItemRow } from '#server/bulk-changes/items.ts'
import { planned, plannedForNobody, type Batch, type Planning } from '#server/bulk-changes/plan.ts'
import type { Parts } from '#server/bulk-changes/parts.ts'
import { plannedOf } from '#server/bulk-changes/readable.ts'
import type { StoredBulkChange } from '#server/bulk-changes/store.ts'
import { lacks, type Undone, type Wanted } from '#server/bulk-changes/targets.ts'
import type { PreviewedAgent, PreviewedObjects } from '#server/platform/preview.ts'

/** Plans an undo or a retry: the items of an earlier bulk change that were applied, or that failed. */
export async function* earlierBatches(
  parts: Parts,
  planning: Planning,
  { client_id: client, changes, undoes, retries }: StoredBulkChange,
  atOnce: number,
): AsyncGenerator<Batch> {
  const earlier = { id: undoes ?? retries ?? 0, isOver: true }
  const outcome = undoes === null ? 'failed' : 'applied'
  let after: number | undefined = 0
  while (after !== undefined) {
    const { item: found } = await findItems(parts.db, earlier, { outcome, after, count: atOnce })
    const items = found.slice(0, atOnce)
    const ids = [...new Set(items.map((item) => item.agent_id))]
    const agents = new Map((await planning.preview.agents(client, ids)).map((agent) => [agent.id, agent]))
    const undoneOf = undoes === null ? undefined : await readUndone(parts, client, undoes, items)
    yield {
      items: items.flatMap((item) => {
        const agent = agents.get(item.agent_id)
        if (agent)
          return planned(
            planning,
            agent,
            undoneOf ? inverseOf(item, undoneOf(item)) : wantedAgain(item, agent, planning.objects),
          )
        const [gone] = plannedForNobody(item.agent_id, item.login_id, changes.map(plannedOf).slice(item.change))
        return gone ? { ...gone, change: item.change, field: item.field, object_id: item.object_id } : []
      }),
      unknown: [],
    }
    after = found.length > atOnce ? items.at(-1)?.item : undefined
  }
}

function wantedAgain(item: ItemRow, agent: PreviewedAgent, { skills }: PreviewedObjects): Wanted {
  const { change, field, object_id: object, before_value: before, after_value: value } = item
  // Items that could not be copied never failed: they were refused.
  if (field === 'skills') throw new Error('skills were never tried')
  // It was to change a level, not to give the skill.
  const isLevelOfHolder = field === 'level' && before !== null && value !== null
  if (isLevelOfHolder && !agent.levels.has(object ?? 0))
    return { change, field, object, refusal: lacks(skills.get(object ?? 0)?.name) }
  return { change, target: { field, object, value } }
}

function inverseOf(
  { change, field, object_id: object, before_value: value }: ItemRow,
  undone: Undone | undefined,
): Wanted {
  if (field === 'locked' || field === 'skills') return { change, field, object, refusal: { reason: 'unlockLasts' } }
  if (!undone) return { change, field, object, refusal: { reason: 'notInHistory' } }
  return { change, target: { field, object, value }, undoes: undone }
}

/** Reads the outcome of the items in the history, and the authors of later changes to the same. */
export async function readUndone(
  { history }: Parts,
  client: number,
  bulkChange: number,
  items: readonly ItemRow[],
): Promise<(item: ItemRow) => Undone | undefined> {
  const made = await history.ofItems(
    client,
    bulkChange,
    items.map(({ item }) => item),
  )
  const first = Math.min(...[...made.values()].map(({ id }) => id))
  const agents = [...new Set(items.map((item) => item.agent_id))]
  const later = new Map<string, ClientChange[]>()
  if (made.size)
    for (const change of await history.since(client, agents, first))
      later.set(keyOf(change), [...(later.get(keyOf(change)) ?? []), change])
  return ({ item, after_value }) => {
    const change = made.get(item)
    if (!change) return undefined
    const between = later.get(keyOf(change))?.findLast((each) => each.id > change.id && meets(change, each))
    return { change: change.id, left: after_value, changedBy: between && (between.by ?? 'the system') }
  }
}

const keyOf = ({ agent, agentSkill, service }: ClientChange) => [agent?.id, agentSkill?.id, service?.id].join()
