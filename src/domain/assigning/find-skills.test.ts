import { expect, it } from 'vitest'
import { findSkills } from './find-skills.ts'

const SKILLS = [
  { id: 1022, name: 'GOLD' },
  { id: 8101, name: 'MARIGOLD' },
  { id: 8945, name: 'SPANISH' },
  { id: 7001, name: 'TECH TIER 1' },
  { id: 7002, name: 'TECH TIER 2' },
]
const found = (text: string) => findSkills(SKILLS, text).map(({ name, level }) => `${name} at ${level}`)

it('reads a last digit from 1 to 5 as the level, and gives the middle one without it', () => {
  expect(found('span')).toEqual(['SPANISH at 3'])
  expect(found('span 1')).toEqual(['SPANISH at 1'])
  expect(found('span1')).toEqual(['SPANISH at 1'])
  expect(found('8945 2')).toEqual(['SPANISH at 2'])
  expect(found('span 6')).toEqual([])
})

it('takes a digit that is part of a name for the name first, and for a level after it', () => {
  expect(found('tier 2')).toEqual(['TECH TIER 2 at 3', 'TECH TIER 1 at 2'])
  expect(found('tier 2 1')).toEqual(['TECH TIER 2 at 1'])
  expect(found('tech tier 2')).toEqual(['TECH TIER 2 at 3', 'TECH TIER 1 at 2'])
  expect(found('tech tier 2 2')).toEqual(['TECH TIER 2 at 2'])
})

it('takes digits alone for an id', () => {
  expect(found('1')).toEqual(['GOLD at 3', 'TECH TIER 1 at 3'])
})

it('puts the names that begin with the text first', () => {
  expect(findSkills(SKILLS.toReversed(), 'gold 5').map(({ name }) => name)).toEqual(['GOLD', 'MARIGOLD'])
})
