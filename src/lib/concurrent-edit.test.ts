import { describe, expect, it } from 'vitest'
import { contestedFields, differences, isSame, updateOf } from './concurrent-edit.ts'

const opened = { name: 'Ada', phone: '5551234567', seconds: 30, active: true, services: [1, 2] }
type Values = typeof opened
const FIELDS = ['name', 'phone', 'seconds', 'active', 'services'] as const

const edit = (mine: Partial<Values>, theirs: Partial<Values>, replaced: Partial<Values> = {}) => {
  const mineNow = { ...opened, ...mine }
  const touched = differences(FIELDS, mineNow, opened)
  return [touched, { opened, mine: mineNow, now: { ...opened, ...theirs }, replaced }] as const
}

describe('an edit of what somebody else edits too', () => {
  it('sends only what was changed', () => {
    expect(updateOf(...edit({ phone: '1', active: false }, {}))).toEqual({ phone: '1', active: false })
    expect(updateOf(...edit({}, { phone: '2' }))).toBeUndefined()
  })

  it('lets both survive where the fields differ', () => {
    const both = edit({ phone: '1' }, { name: 'King' })
    expect(contestedFields(...both)).toEqual([])
    expect(updateOf(...both)).toEqual({ phone: '1' })
  })

  it('contests a field that both set to different values, and sends nothing where they agree', () => {
    expect(contestedFields(...edit({ phone: '1', name: 'B' }, { phone: '2' }))).toEqual(['phone'])
    expect(contestedFields(...edit({ phone: '1' }, { phone: '1' }))).toEqual([])
    expect(updateOf(...edit({ phone: '1' }, { phone: '1' }))).toBeUndefined()
  })

  it('asks again when the value that was to be replaced has changed once more', () => {
    expect(contestedFields(...edit({ phone: '1' }, { phone: '2' }, { phone: '2' }))).toEqual([])
    expect(contestedFields(...edit({ phone: '1' }, { phone: '3' }, { phone: '2' }))).toEqual(['phone'])
  })

  it('compares lists by what is in them', () => {
    expect(updateOf(...edit({ services: [2, 1] }, {}))).toBeUndefined()
    expect(updateOf(...edit({ services: [2] }, {}))).toEqual({ services: [2] })
    expect(contestedFields(...edit({ services: [1, 2, 3] }, { services: [3, 2, 1] }))).toEqual([])
    expect(contestedFields(...edit({ services: [1, 2, 3] }, { services: [1] }))).toEqual(['services'])
    expect(contestedFields(...edit({ services: [1, 2, 3] }, { services: [1, 4] }, { services: [4, 1] }))).toEqual([])
  })
})

describe('a value', () => {
  it.each([
    [[], [], true],
    [[1, 2], [2, 1], true],
    [[1, 2], [1], false],
    [[1, 1], [1, 2], false],
    [[1], 'all', false],
    ['all', 'all', true],
    [0, false, false],
    [undefined, [], false],
  ])('%j is the same as %j: %j', (a, b, same) => {
    expect(isSame(a, b)).toBe(same)
    expect(isSame(b, a)).toBe(same)
  })
})
