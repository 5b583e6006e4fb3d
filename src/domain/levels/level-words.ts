import { MAX_PROFICIENCY, MIN_PROFICIENCY } from '#contract/agents.ts'

/** The level offered first when a skill is given. */
export const MIDDLE_LEVEL = 3

export const STRONGEST = '1 · first in line'
export const FAINTEST = '5 · last'

/** Names a level, with its meaning at either end: without those words people take 5 for the best. */
export function levelInWords(level: number): string {
  if (level === MIN_PROFICIENCY) return STRONGEST
  if (level === MAX_PROFICIENCY) return FAINTEST
  return String(level)
}
