import {
  contradiction,
  kindContradiction,
  MOST_CHANGES,
  plannedChange,
  TOO_MANY_CHANGES,
} from '#contract/planned-changes.ts'
import type { PlannedChange } from '#contract/planned-changes.ts'
import { MIDDLE_LEVEL } from '#src/domain/levels/level-words.ts'
import { wrapUpChoice, type WrapUpChoice } from '#src/domain/wrap-up/wrap-up-choice.ts'

/** A change that is being put together: required fields may still be missing. */
export interface DraftChange {
  /** Tells the changes on the page apart. */
  key: number
  kind: PlannedChange['kind']
  agentSkill?: number | undefined
  level: number
  service?: number | undefined
  agent?: number | undefined
  exactly: boolean
  wrapUp: WrapUpChoice
}

/** Returns the drafts with another one, or why it cannot be added. */
export function withChange(
  drafts: readonly DraftChange[],
  kind: PlannedChange['kind'],
): { drafts: readonly DraftChange[]; added: DraftChange; problem?: undefined } | { problem: string } {
  if (drafts.length >= MOST_CHANGES) return { problem: TOO_MANY_CHANGES }
  const problem = kindContradiction(
    kind,
    drafts.map((draft) => draft.kind),
  )
  if (problem !== undefined) return { problem }
  const key = 1 + Math.max(0, ...drafts.map((draft) => draft.key))
  const added = { key, kind, level: MIDDLE_LEVEL, exactly: false, wrapUp: { unit: 'seconds', amount: '' } as const }
  return { drafts: [...drafts, added], added }
}

/** Returns the change if it is complete, otherwise the problem. */
function readChange({ key: _key, wrapUp, ...draft }: DraftChange): { change: PlannedChange } | { problem: string } {
  if (draft.kind === 'set-wrap-up-time') {
    const { data: wrapUpTime, error } = wrapUpChoice.safeParse(wrapUp)
    if (wrapUpTime !== undefined) return { change: { kind: draft.kind, wrapUpTime } }
    return { problem: error?.issues[0]?.message ?? '' }
  }
  const { data } = plannedChange.safeParse(draft)
  if (data) return { change: data }
  if (draft.kind === 'copy-skills') return { problem: 'Choose an agent' }
  return { problem: draft.kind.endsWith('service') ? 'Choose a service' : 'Choose a skill' }
}

/**
 * Returns the complete changes and, by key, the problems of the others: a contradiction to an earlier change, or a missing field.
 */
export function readDrafts(drafts: readonly DraftChange[]) {
  const changes: PlannedChange[] = []
  const contradicting = new Map<number, string>()
  const incomplete = new Map<number, string>()
  for (const draft of drafts) {
    const read = readChange(draft)
    if ('problem' in read) incomplete.set(draft.key, read.problem)
    else {
      const found = contradiction(read.change, changes)
      if (found) contradicting.set(draft.key, found.reason)
      else changes.push(read.change)
    }
  }
  return { changes, contradicting, incomplete }
}
