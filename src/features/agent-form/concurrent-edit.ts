import type { AgentUpdate } from '#contract/agents.ts'
import { SETTINGS, type Setting, type Settings } from './agent-schemas.ts'

interface Edit {
  /** As the agent was when the form was opened. */
  opened: Settings
  /** As the form has it. */
  mine: Settings
  /** As the agent is, read a moment ago. */
  now: Settings
  /** The fields that this person has set. The others go along with what is changed elsewhere. */
  touched: readonly Setting[]
  /** What others set meanwhile and this person means to replace. */
  replaced: Partial<Settings>
}

/** Whether a field that this person has set was set by somebody else too, to another value, which they do not know of yet. */
const isContested = (field: Setting, { opened, mine, now, replaced }: Omit<Edit, 'touched'>) =>
  now[field] !== opened[field] && now[field] !== mine[field] && now[field] !== replaced[field]

/** The fields whose value somebody has to choose before anything is saved. */
export const contestedFields = (edit: Edit): Setting[] => edit.touched.filter((field) => isContested(field, edit))

/** What there is to send: only what this person has set, and only where it is not so already. */
export function updateOf({ touched, mine, now }: Edit): AgentUpdate | undefined {
  const changed = touched.filter((field) => mine[field] !== now[field])
  return changed.length ? Object.fromEntries(changed.map((field) => [field, mine[field]])) : undefined
}

/** The fields that differ. */
export const differences = (a: Settings, b: Settings): Setting[] => SETTINGS.filter((field) => a[field] !== b[field])
