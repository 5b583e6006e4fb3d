import { describe, expect, it } from 'vitest'
import { formatTimeAgo, initials } from './format.ts'

// In the machine's own time zone, as people read it.
const now = new Date(2026, 10, 27, 12).getTime()
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describe('formatTimeAgo', () => {
  it.each([
    [0, 'just now'],
    [minute - 1, 'just now'],
    [2 * minute, '2 min ago'],
    [59 * minute, '59 min ago'],
    [3 * hour + minute, '3 hr ago'],
    [23 * hour, '23 hr ago'],
    [day, 'yesterday'],
    [36 * hour, 'yesterday'],
    [37 * hour, 'Nov 25'],
    [34 * day, 'Oct 24'],
    [340 * day, 'Dec 22, 2025'],
  ])('says how long ago %d ms was', (ago, words) => {
    expect(formatTimeAgo(now - ago, now)).toBe(words)
  })

  it('never speaks of the future', () => {
    expect(formatTimeAgo(now + day, now)).toBe('just now')
  })
})

describe('initials', () => {
  it('takes whole characters, however they are encoded', () => {
    expect(initials('Tomás', 'rivera')).toBe('TR')
    expect(initials('😀x', '')).toBe('😀')
  })
})
