import { describe, expect, it } from 'vitest'
import { formatTimeAgo, initials } from './format.ts'

const now = Date.UTC(2025, 0, 15, 12)
const minute = 60_000
const day = 24 * 60 * minute

describe('formatTimeAgo', () => {
  it.each([
    [0, 'now'],
    [4 * minute, '4 min. ago'],
    [120 * minute, '2 hr. ago'],
    [day, 'yesterday'],
    [21 * day, '3 weeks ago'],
    [35 * day, 'last month'],
  ])('says how long ago %d ms was', (ago, words) => {
    expect(formatTimeAgo(now - ago, now)).toBe(words)
  })

  it('never speaks of the future', () => {
    expect(formatTimeAgo(now + day, now)).toBe('now')
  })
})

describe('initials', () => {
  it('takes whole characters, however they are encoded', () => {
    expect(initials('Tomás', 'rivera')).toBe('TR')
    expect(initials('😀x', '')).toBe('😀')
  })
})
