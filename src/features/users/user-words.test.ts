import { describe, expect, it } from 'vitest'
import { choiceInWords } from './user-words.ts'

const inWords = (choice: 'all' | number[], opened: 'all' | number[]) =>
  choiceInWords(choice, opened, (service) => `S${service}`)

describe('permitted services, beside those of before', () => {
  it('are told by those that are others', () => {
    expect(inWords([2, 3], [1, 2])).toBe('2 services: added S3; removed S1')
    expect(inWords([1, 2], [1])).toBe('2 services: added S2')
    expect(inWords([], [1])).toBe('None: removed S1')
  })

  it('are told by their number where none is another', () => {
    expect(inWords([2, 1], [1, 2])).toBe('2 services')
    expect(inWords([], [])).toBe('None')
    expect(inWords('all', [1])).toBe('All')
  })

  it('are told by their names where it was all of them, the first of many', () => {
    expect(inWords([7], 'all')).toBe('1 service: S7')
    expect(inWords([], 'all')).toBe('None')
    expect(inWords([1, 2, 3, 4, 5, 6, 7], 'all')).toBe('7 services: S1, S2, S3, S4, S5 and 2 more')
  })
})
