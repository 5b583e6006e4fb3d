import type { ItemField } from '#contract/bulk-changes.ts'
import { itemValue } from '#contract/item-values.ts'
import type { PlannedChange } from '#contract/planned-changes.ts'
import { sentenceOf } from '#contract/refusals.ts'
import { reasonOf } from '#server/bulk-changes/reasons.ts'
import { subjectOf, type Undone, type Wanted } from '#server/bulk-changes/targets.ts'
import type { BulkChangeItemTable } from '#server/database/tables.ts'
import type { Identity } from '#server/operations/context.ts'
import { valueOf, type Preview, type PreviewedAgent, type PreviewedObjects } from '#server/platform/preview.ts'

/** Some items of a plan, and the login IDs that nobody has. */
export interface Batch {
  items: readonly PlannedItem[]
  unknown: readonly string[]
}

/** An item as it is planned, without its place. */
export type PlannedItem = Pick<
  BulkChangeItemTable,
  | 'agent_id'
  | 'login_id'
  | 'agent_active'
  | 'change'
  | 'field'
  | 'object_id'
  | 'before_value'
  | 'after_value'
  | 'outcome'
  | 'reason'
  | 'undoes'
>

export interface Planning {
  identity: Identity
  preview: Preview
  objects: PreviewedObjects
}

/** Plans the items of an agent, as the preview shows them. */
export function planned({ identity, preview, objects }: Planning, agent: PreviewedAgent, wanted: Wanted): PlannedItem {
  if ('refusal' in wanted)
    return {
      ...itemOf(agent, wanted.change, wanted.field, wanted.object),
      outcome: 'refused',
      reason: sentenceOf(wanted.refusal),
    }
  const { change, target, undoes } = wanted
  const { field, object, value } = target
  const before = valueOf(agent, target)
  const item = {
    ...itemOf(agent, change, field, object),
    before_value: before,
    after_value: value,
    undoes: undoes?.change ?? null,
  }
  const kept = undoes && whyLeftAlone(field, before, value, undoes)
  if (kept) return { ...item, ...kept }
  const decision = preview.decide(identity, agent, target, objects)
  if (decision === 'change') return { ...item, outcome: 'planned', reason: null }
  if (decision === 'unchanged') return { ...item, outcome: 'unchanged', reason: null }
  return { ...item, outcome: 'refused', reason: reasonOf(decision, identity.name) }
}

/** An undo takes back only values that nobody changed since. */
function whyLeftAlone(
  field: ItemField,
  before: number | null,
  value: number | null,
  { left, changedBy }: Undone,
): Pick<PlannedItem, 'outcome' | 'reason'> | undefined {
  if (before === value || (before === left && changedBy === undefined)) return undefined
  const values = { before: itemValue(field, left), after: itemValue(field, before) }
  return {
    outcome: 'left-alone',
    reason: sentenceOf(
      changedBy === undefined ? { reason: 'differs', ...values } : { reason: 'differsBy', by: changedBy, ...values },
    ),
  }
}

/** The items of an agent who is gone. */
export const plannedForNobody = (id: number, loginId: string, changes: readonly PlannedChange[]): PlannedItem[] =>
  changes.map((each, change) => {
    const { field, object } = subjectOf(each)
    const item = itemOf({ id, loginId, active: false }, change, field, object)
    return { ...item, outcome: 'refused', reason: sentenceOf({ reason: 'objectDeleted', object: 'agent' }) }
  })

const itemOf = (
  { id, loginId, active }: Pick<PreviewedAgent, 'id' | 'loginId' | 'active'>,
  change: number,
  field: ItemField,
  object: number | null,
) => ({
  agent_id: id,
  login_id: loginId,
  agent_active: Number(active),
  change,
  field,
  object_id: object,
  before_value: null,
  after_value: null,
  undoes: null,
})
