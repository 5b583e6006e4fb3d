import type { BulkChangeItem, BulkChangeSummary, ItemCounts, ItemOutcome } from '#contract/bulk-changes.ts'
import type { PlannedChange, ReadableChange } from '#contract/planned-changes.ts'
import { formatCount } from '#src/lib/format.ts'
import type { Phrase } from '#src/lib/phrase.ts'
import { formatWrapUpTime } from './wrap-up/wrap-up-time.ts'

export const CHANGE_LABELS: Record<PlannedChange['kind'], string> = {
  'give-skill': 'Give a skill',
  'set-level': 'Set a level',
  stronger: 'One level stronger',
  weaker: 'One level weaker',
  'remove-skill': 'Remove a skill',
  'add-service': 'Add a service',
  'remove-service': 'Remove a service',
  unlock: 'Unlock',
  activate: 'Activate',
  deactivate: 'Deactivate',
  'set-wrap-up-time': 'Set wrap-up time',
  'copy-skills': 'Copy skills from an agent',
}

const nameOr = (object: { name: string } | undefined, unknown: string) => object ?? unknown

/** `Set SPANISH to 2` */
export function changePhrase({ kind, agentSkill, level, service, wrapUpTime, agent, exactly }: ReadableChange): Phrase {
  switch (kind) {
    case 'give-skill':
      return ['Give ', nameOr(agentSkill, 'a skill'), ` at ${level ?? ''}`]
    case 'set-level':
      return ['Set ', nameOr(agentSkill, 'a skill'), ` to ${level ?? ''}`]
    case 'stronger':
      return [nameOr(agentSkill, 'A skill'), ' one level stronger']
    case 'weaker':
      return [nameOr(agentSkill, 'A skill'), ' one level weaker']
    case 'remove-skill':
      return ['Remove ', nameOr(agentSkill, 'a skill')]
    case 'add-service':
      return ['Add ', nameOr(service, 'a service')]
    case 'remove-service':
      return ['Remove ', nameOr(service, 'a service')]
    case 'unlock':
      return ['Unlock']
    case 'activate':
      return ['Activate']
    case 'deactivate':
      return ['Deactivate']
    case 'set-wrap-up-time':
      return [`Set wrap-up time to ${formatWrapUpTime(wrapUpTime ?? 0).toLowerCase()}`]
    case 'copy-skills':
      return [`Copy ${exactly ? 'exactly ' : ''}the skills of `, nameOr(agent, 'an agent')]
  }
}

export const agentsInWords = (count: number) => `${formatCount(count)} ${count === 1 ? 'agent' : 'agents'}`

/** A sentence names this many changes; of more, one fewer and the number of the others. */
export const NAMED_CHANGES = 3

/** `Set SPANISH to 2 and add Card Activation for 493 agents` */
export function bulkChangePhrase({ changes, agents, undoes, retries, isBySystem }: BulkChangeSummary): Phrase {
  const hidden = changes.length > NAMED_CHANGES ? changes.length - NAMED_CHANGES + 1 : 0
  const parts = changes
    .slice(0, changes.length - hidden)
    .map((change, i): Phrase => (i === 0 ? changePhrase(change) : uncapitalized(changePhrase(change))))
  if (hidden) parts.push([`${hidden} more changes`])
  const what = isBySystem
    ? ['Take back: ']
    : undoes !== undefined
      ? ['Undo: ']
      : retries !== undefined
        ? ['Retry: ']
        : []
  const listed = parts.flatMap((part, i) => (i === 0 ? part : [i === parts.length - 1 ? ' and ' : ', ', ...part]))
  return [...what, ...listed, ` for ${agentsInWords(agents)}`]
}

const uncapitalized = ([first = '', ...rest]: Phrase): Phrase => [
  typeof first === 'string' ? first.charAt(0).toLowerCase() + first.slice(1) : first,
  ...rest,
]

/** The states of a field of two: the word for it, the words to reach it, and why it is unchanged. */
const SWITCHES = {
  service: { on: 'Add', off: 'Remove', isOn: 'already assigned', isOff: 'not assigned' },
  active: { on: 'Activate', off: 'Deactivate', isOn: 'already active', isOff: 'already inactive' },
  locked: { on: 'Lock', off: 'Unlock', isOn: 'locked', isOff: 'not locked' },
} as const

const levelOf = (value: number | undefined) => (value === undefined ? 'none' : String(value))
const wrapUpOf = (value: number | undefined) => (value === undefined ? 'none' : formatWrapUpTime(value))

const change = (before: string, after: string) => (before === after ? ` ${after}` : ` ${before} → ${after}`)

/** Describes an item: `SPANISH 3 → 5`, `Add Card Activation`. */
export function itemPhrase({ field, agentSkill, service, before, after }: BulkChangeItem): Phrase {
  // An item refused before its agent was read has neither value.
  if (field === 'skills' || (before === undefined && after === undefined)) return [agentSkill ?? service ?? 'Skills']
  switch (field) {
    case 'level':
      return [nameOr(agentSkill, 'Skill'), change(levelOf(before), levelOf(after))]
    case 'service':
      return [`${after ? SWITCHES.service.on : SWITCHES.service.off} `, nameOr(service, 'service')]
    case 'wrapUpTime':
      return ['Wrap-up time', change(wrapUpOf(before), wrapUpOf(after))]
    case 'active':
    case 'locked':
      return [after ? SWITCHES[field].on : SWITCHES[field].off]
  }
}

/** Why an item is unchanged: `already 2`. */
export function unchangedWords({ field, before, after }: BulkChangeItem): string | undefined {
  const value = after ?? before
  switch (field) {
    case 'level':
      return value === undefined ? 'doesn’t have it' : `already ${value}`
    case 'wrapUpTime':
      return value === undefined ? undefined : `already ${formatWrapUpTime(value).toLowerCase()}`
    case 'skills':
      return undefined
    case 'service':
    case 'active':
    case 'locked':
      return value ? SWITCHES[field].isOn : SWITCHES[field].isOff
  }
}

export const OUTCOME_LABELS: Record<ItemOutcome, string> = {
  planned: 'Planned',
  unticked: 'Unticked',
  applied: 'Applied',
  unchanged: 'Unchanged',
  refused: 'Refused',
  failed: 'Failed',
  'left-alone': 'Left alone',
  'not-known': 'Not known',
  'not-started': 'Not started',
}

/** The counts that are not zero, each with its outcome. In a draft they count planned changes. */
export function countsOf(items: ItemCounts, isDraft: boolean): { outcome: ItemOutcome; words: string }[] {
  const counts: [ItemOutcome, number, string][] = [
    ['planned', items.planned, isDraft ? (items.planned === 1 ? 'change' : 'changes') : 'to do'],
    ['unticked', items.unticked, 'unticked'],
    ['applied', items.applied, 'applied'],
    ['unchanged', items.unchanged, 'unchanged'],
    ['refused', items.refused, 'refused'],
    ['failed', items.failed, 'failed'],
    ['left-alone', items.leftAlone, 'left alone'],
    ['not-known', items.notKnown, 'not known'],
    ['not-started', items.notStarted, 'not started'],
  ]
  return counts.flatMap(([outcome, count, words]) =>
    count || (isDraft && outcome === 'planned') ? [{ outcome, words: `${formatCount(count)} ${words}` }] : [],
  )
}

/** Of one that another bulk change took back, before its number. */
export const undoneWords = ({ takeBack }: BulkChangeSummary) => (takeBack === 'begun' ? 'taken back by' : 'undone by')

export const totalOf = (items: ItemCounts): number => Object.values(items).reduce((sum, count) => sum + count, 0)
