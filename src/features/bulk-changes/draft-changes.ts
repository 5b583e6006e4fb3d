import { contradiction, plannedChange, type PlannedChange } from '#contract/planned-changes.ts'

/** A change that is being put together: what its kind needs may still be missing. */
export interface DraftChange {
  /** Tells the changes on the page apart. */
  key: number
  kind: PlannedChange['kind']
  agentSkill?: number | undefined
  level?: number | undefined
  service?: number | undefined
  agent?: number | undefined
  exactly?: boolean
  wrapUpTime?: number | undefined
}

const MIDDLE_LEVEL = 3

export const newChange = (key: number, kind: PlannedChange['kind']): DraftChange => ({
  key,
  kind,
  level: MIDDLE_LEVEL,
  exactly: false,
})

/** The change if it is complete, or what it lacks. */
export function readChange({ key: _key, ...draft }: DraftChange): { change: PlannedChange } | { problem: string } {
  const { data } = plannedChange.safeParse(draft)
  if (data) return { change: data }
  if (draft.kind === 'set-wrap-up-time') return { problem: 'Enter a number of seconds, or -1' }
  if (draft.kind === 'copy-skills') return { problem: 'Choose an agent' }
  return { problem: draft.kind.endsWith('service') ? 'Choose a service' : 'Choose a skill' }
}

/** The changes if all are complete and none contradicts one before it; else what is wrong, by the change's key. */
export function readChanges(
  drafts: readonly DraftChange[],
): { changes: PlannedChange[]; problems?: undefined } | { changes?: undefined; problems: ReadonlyMap<number, string> } {
  const changes: PlannedChange[] = []
  const problems = new Map<number, string>()
  for (const draft of drafts) {
    const read = readChange(draft)
    const problem = 'problem' in read ? read.problem : contradiction(read.change, changes)?.reason
    if (problem !== undefined) problems.set(draft.key, problem)
    else if ('change' in read) changes.push(read.change)
  }
  return problems.size ? { problems } : { changes }
}
