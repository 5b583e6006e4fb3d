import { ApiError } from '#contract/client.ts'
import { joinSentences } from '#src/lib/format.ts'
import type { TimeField } from './change-form.ts'
import type { DraftChange } from './draft-changes.ts'

/** The server's refusals of a form, each for its place. */
export interface Refusals {
  who?: string | undefined
  /** By the key of the change. */
  ofChanges: ReadonlyMap<number, string>
  ofTimes: ReadonlyMap<TimeField, string>
  other?: string | undefined
}

export const NONE: Refusals = { ofChanges: new Map(), ofTimes: new Map() }

const OF_CHANGE = /^changes\.(\d+)\./

export function refusalsIn(error: unknown, drafts: readonly DraftChange[]): Refusals {
  const faults = error instanceof ApiError ? error.faults : []
  if (!faults.length) return { ...NONE, other: error instanceof Error ? error.message : String(error) }
  const draftOf = (path = '') => drafts[Number(OF_CHANGE.exec(path)?.[1] ?? Number.NaN)]
  const ofChanges = new Map<number, string>()
  const ofTimes = new Map<TimeField, string>()
  const who: string[] = []
  const other: string[] = []
  for (const { field, path, message } of faults) {
    const draft = draftOf(path)
    if (draft) ofChanges.set(draft.key, message)
    else if (field === 'startAt' || field === 'takeBackAt') ofTimes.set(field, message)
    else (field === 'who' ? who : other).push(message)
  }
  return { ofChanges, ofTimes, who: sentence(who), other: sentence(other) }
}

const sentence = (messages: readonly string[]) => (messages.length ? joinSentences(messages) : undefined)
