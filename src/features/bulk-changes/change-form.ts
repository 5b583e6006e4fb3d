import { pastedLoginIds, pastedProblem } from '#contract/bulk-change-agents.ts'
import { faultOfTimes } from '#contract/bulk-change-times.ts'
import type { NewBulkChange } from '#contract/bulk-changes.ts'
import type { ChosenAgents } from '#src/domain/chosen-agents.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import { fromWallClock, ownTimeZone } from '#src/lib/wall-clock.ts'
import { readDrafts, type DraftChange } from './draft-changes.ts'

/** Everything that the form of *Change agents* holds. */
export interface ChangeForm {
  chosen: ChosenAgents | undefined
  isPasting: boolean
  /** The login IDs in the text field. */
  typed: string
  /** Long pasted texts. A text field would be busy with one for minutes. */
  blocks: readonly PastedBlock[]
  drafts: readonly DraftChange[]
  reason: string
  /** On this browser's clock, as it was typed; undefined: at once. */
  startAt?: string | undefined
  /** Undefined: never. */
  takeBackAt?: string | undefined
}

export interface PastedBlock {
  text: string
  /** Of login IDs. */
  count: number
}

/** In characters: from here on, a pasted text is a block. */
export const BLOCK_FROM = 20_000

export const newBlock = (text: string): PastedBlock => ({ text, count: pastedLoginIds(text).length })

/** All login IDs of a form, as one text. */
export const pastedText = ({ typed, blocks }: Pick<ChangeForm, 'typed' | 'blocks'>): string =>
  blocks.length ? [...blocks.map(({ text }) => text), typed].join('\n') : typed

/** The bulk change that a form asks for; undefined while something is missing or wrong. */
export function bodyOf(form: ChangeForm): NewBulkChange | undefined {
  const { chosen, isPasting, drafts, reason, startAt, takeBackAt } = form
  const { changes } = readDrafts(drafts)
  const pasted = isPasting ? pastedText(form) : ''
  const who = isPasting ? { pasted } : chosen?.who
  if (!who || (isPasting && pastedProblem(pasted) !== undefined)) return undefined
  if (!drafts.length || changes.length < drafts.length) return undefined
  if (problemsOfTimes(form).size) return undefined
  const isTimed = startAt !== undefined || takeBackAt !== undefined
  return {
    who,
    changes,
    ...(reason.trim() && { reason: reason.trim() }),
    ...(startAt !== undefined && { startAt: fromWallClock(startAt) }),
    ...(takeBackAt !== undefined && { takeBackAt: fromWallClock(takeBackAt) }),
    ...(isTimed && { timeZone: ownTimeZone() }),
  }
}

export type TimeField = 'startAt' | 'takeBackAt'

/** The problems of the times of a form, by field. */
export function problemsOfTimes({
  startAt,
  takeBackAt,
  drafts,
}: Pick<ChangeForm, TimeField | 'drafts'>): ReadonlyMap<TimeField, string> {
  const problems = new Map<TimeField, string>()
  const times = { startAt: timeOf(startAt), takeBackAt: timeOf(takeBackAt) }
  for (const field of ['startAt', 'takeBackAt'] as const)
    if (times[field] === null) problems.set(field, 'Choose a date and a time')
  const fault = faultOfTimes(
    { startAt: times.startAt ?? undefined, takeBackAt: times.takeBackAt ?? undefined },
    drafts,
    serverNow(),
  )
  if (fault && !problems.has(fault.field)) problems.set(fault.field, fault.reason)
  return problems
}

/** Null for a time that is still to be typed. */
const timeOf = (text: string | undefined) => (text === undefined ? undefined : (fromWallClock(text) ?? null))
