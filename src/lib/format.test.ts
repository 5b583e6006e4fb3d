import { describe, expect, it } from 'vitest'
import { formatCount, formatTimeAgo, initials, joinSentences, LOCALE } from './format.ts'

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
    [3 * hour + minute, '3 h ago'],
    [23 * hour, '23 h ago'],
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

describe('formatCount', () => {
  it.each([0, 7, 999, 1000, 2431, 99_999, 100_000, 1_234_567])(
    'groups the digits of %d as the locale does',
    (count) => {
      expect(formatCount(count)).toBe(new Intl.NumberFormat(LOCALE).format(count))
    },
  )
})

describe('initials', () => {
  it('takes whole characters, however they are encoded', () => {
    expect(initials('Tomás', 'rivera')).toBe('TR')
    expect(initials('😀x', '')).toBe('😀')
  })
})

it('ends each of several sentences', () => {
  expect(joinSentences(['Enter the login ID', 'You can’t see client 4.'])).toBe(
    'Enter the login ID. You can’t see client 4.',
  )
  expect(joinSentences(['Enter the login ID'])).toBe('Enter the login ID')
})
