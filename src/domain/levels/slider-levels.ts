import { MAX_PROFICIENCY, MIN_PROFICIENCY } from '#contract/agents.ts'
import { LEVELS } from '#contract/agents.ts'

const STEPS = MAX_PROFICIENCY - MIN_PROFICIENCY

const within = (level: number) => Math.min(Math.max(level, MIN_PROFICIENCY), MAX_PROFICIENCY)

/** A level's place on the rail: 0 at its left end, 1 at its right. */
export const placeOf = (level: number) => (level - MIN_PROFICIENCY) / STEPS

/** The level whose mark is nearest to `x`. Beyond an end of the rail it is the level of that end. */
export const levelAt = (x: number, rail: { left: number; width: number }) =>
  within(MIN_PROFICIENCY + Math.round(((x - rail.left) / rail.width) * STEPS))

/** The level a key leads to from `level`; undefined for a key that is not the slider's. */
export function levelByKey(key: string, level: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
    // Of five levels, two at a time would skip most.
    case 'PageUp':
      return within(level + 1)
    case 'ArrowLeft':
    case 'ArrowDown':
    case 'PageDown':
      return within(level - 1)
    case 'Home':
      return MIN_PROFICIENCY
    case 'End':
      return MAX_PROFICIENCY
    default:
      return LEVELS.find((digit) => key === String(digit))
  }
}
