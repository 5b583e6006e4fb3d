import { expect, it } from 'vitest'
import { findNamed } from './find-named.ts'

it('finds by words of the name, in any order and case, and by the beginning of the id', () => {
  const things = [
    { id: 8945, name: 'SPANISH' },
    { id: 7001, name: 'TECH TIER 1' },
    { id: 7002, name: 'TECH TIER 2' },
  ]
  const names = (text: string) => findNamed(things, text).map(({ name }) => name)
  expect(names('tier TECH')).toEqual(['TECH TIER 1', 'TECH TIER 2'])
  expect(names('89')).toEqual(['SPANISH'])
  expect(names('945')).toEqual([])
  expect(names('')).toHaveLength(things.length)
})
