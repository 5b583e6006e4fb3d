import { pastedLoginIds, pastedProblem } from '#contract/bulk-change-agents.ts'
import type { NewBulkChange } from '#contract/bulk-changes.ts'
import type { ChosenAgents } from '#src/domain/chosen-agents.ts'
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
  const { chosen, isPasting, drafts, reason } = form
  const { changes } = readDrafts(drafts)
  const pasted = isPasting ? pastedText(form) : ''
  const who = isPasting ? { pasted } : chosen?.who
  if (!who || (isPasting && pastedProblem(pasted) !== undefined)) return undefined
  if (!drafts.length || changes.length < drafts.length) return undefined
  return { who, changes, ...(reason.trim() && { reason: reason.trim() }) }
}
