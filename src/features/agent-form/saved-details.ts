import type { Agent } from '#contract/agents.ts'
import { readOverwritten } from '#src/api/history.ts'
import { inWords } from '#src/domain/agent-words.ts'
import { overwrittenWords } from '#src/domain/overwritten-words.ts'
import { isolate } from '#src/lib/isolate.ts'
import { SETTING_LABELS, SETTINGS, type Setting } from './agent-schemas.ts'

export interface SavedDetails {
  /** The id of the change; undefined where nothing changed. */
  change: number | undefined
  /** The agent that was shown when it was sent. */
  shown: Agent | undefined
  /** The fields that were sent. */
  fields: readonly Setting[]
}

export const savedSettings = (update: Partial<Record<Setting, unknown>>) => SETTINGS.filter((field) => field in update)

const isSetting = (field: string): field is Setting => field in SETTING_LABELS

const nameOf = (field: string) => (isSetting(field) ? SETTING_LABELS[field].toLowerCase() : field)

/** Names the new values: `AGENT1: phone 5551234567, active Yes`. */
export function detailsInWords(agent: Agent, fields: readonly Setting[]): string {
  const { loginId, active } = agent
  if (fields.every((field) => field === 'active')) return `${isolate(loginId)} ${active ? 'activated' : 'deactivated'}`
  return `${isolate(loginId)}: ${fields.map((field) => `${nameOf(field)} ${isolate(inWords(agent[field]))}`).join(', ')}`
}

/** Resolves with a sentence about values that the change overwrote unseen, and their authors. */
export async function readOverwrittenDetails(agent: number, { change, shown, fields }: SavedDetails) {
  if (change === undefined || !shown) return undefined
  const values = Object.fromEntries(fields.map((field) => [field, shown[field]]))
  const overwritten = await readOverwritten(change, { agent, kind: 'agent-updated', shown: values })
  return overwrittenWords(overwritten, (field) => `the ${nameOf(field)}`, inWords)
}
