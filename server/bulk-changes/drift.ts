import type { ItemField } from '#contract/bulk-changes.ts'
import type { Change } from '#contract/history.ts'
import { itemValue } from '#contract/item-values.ts'
import { sentenceOf } from '#contract/refusals.ts'
import type { ItemRow } from '#server/bulk-changes/items.ts'
import type { History } from '#server/history/history.ts'
import type { Identity } from '#server/operations/context.ts'

/** The start of a field's change, as items write values. */
export function valueBefore(field: ItemField, { kind, before = {} }: Pick<Change, 'kind' | 'before'>): number | null {
  switch (field) {
    case 'level':
      return numberOf(before['proficiency'])
    case 'service':
      return kind === 'service-removed' ? 1 : 0
    case 'locked':
      return kind === 'agent-unlocked' ? 1 : 0
    case 'active':
    case 'wrapUpTime':
      return numberOf(before[field])
    case 'skills':
      return null
  }
}

const numberOf = (value: string | number | boolean | undefined) => (value === undefined ? null : Number(value))

// The last update of an agent may have changed another field.
const LOOKED_AT = 20

/** Names the difference from the preview, and its author. `current`: undefined where the agent is gone. */
export async function whoChanged(
  history: History,
  reader: Identity,
  client: number,
  item: ItemRow,
  current: number | null | undefined,
): Promise<string> {
  const { agent_id: agent, field, object_id: object, before_value: before } = item
  if (current === undefined) {
    const { change } = await history.list(reader, client, { agent, kind: 'agent-deleted', count: 1 })
    return sentenceOf(
      change[0]
        ? { reason: 'objectDeletedBy', object: 'agent', by: authorOf(change[0]) }
        : { reason: 'objectDeleted', object: 'agent' },
    )
  }
  const { change } = await history.list(reader, client, {
    agent,
    ...(field === 'level' && { agentSkill: object ?? 0 }),
    ...(field === 'service' && { service: object ?? 0 }),
    ...((field === 'active' || field === 'wrapUpTime') && { kind: 'agent-updated' as const }),
    count: LOOKED_AT,
  })
  const last =
    field === 'level' || field === 'service' ? change[0] : change.find((each) => field in (each.before ?? {}))
  const values = { before: itemValue(field, before), after: itemValue(field, current) }
  const isUndo = item.undoes !== null
  if (!last) return sentenceOf({ reason: isUndo ? 'differs' : 'differsFromPreview', ...values })
  return sentenceOf({ reason: isUndo ? 'differsBy' : 'differsFromPreviewBy', by: authorOf(last), ...values })
}

const authorOf = ({ by = 'the system' }: Change) => by
