import { MIDDLE_LEVEL } from '#src/domain/levels/level-words.ts'
import { findNamed } from '#src/lib/find-named.ts'

interface Named {
  id: number
  name: string
}

/** A text that ends with the digit of a level. Digits alone are an id. */
const WITH_LEVEL = /^(.*[^\d\s].*|.*\s)([1-5])$/

const beginFirst = <Found extends Named>(found: readonly Found[], start: string) => {
  const begins = ({ name }: Found) => name.toLowerCase().startsWith(start)
  return [...found.filter(begins), ...found.filter((option) => !begins(option))]
}

/**
 * Returns the skills that a text finds, each with the level that it asks for. A last digit from 1 to 5 is a level. Where it may
 * be part of a skill's name, that skill comes first, unless a whole name stands before the digit.
 */
export function findSkills<Found extends Named>(skills: readonly Found[], text: string) {
  const at = (level: number) => (skill: Found) => ({ ...skill, level, detail: `at ${level}` })
  const named = findNamed(skills, text)
  const found = beginFirst(named, text.trim().toLowerCase()).map(at(MIDDLE_LEVEL))
  const [, start, digit] = WITH_LEVEL.exec(text.trim()) ?? []
  if (!start?.trim()) return found
  const beforeDigit = start.trim().toLowerCase()
  const isWhole = ({ name }: Found) => name.toLowerCase() === beforeDigit
  const others = findNamed(skills, start).filter((skill) => !named.includes(skill))
  return [
    ...named.filter(isWhole).map(at(Number(digit))),
    ...found.filter((skill) => !isWhole(skill)),
    ...beginFirst(others, beforeDigit).map(at(Number(digit))),
  ]
}
