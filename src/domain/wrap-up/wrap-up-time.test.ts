import { expect, it } from 'vitest'
import { formatWrapUpTime } from './wrap-up-time.ts'

it.each([
  [-1, 'Unlimited'],
  [0, '0 seconds'],
  [1, '1 second'],
  [45, '45 seconds'],
  [60, '1 minute'],
  [90, '1 minute 30 seconds'],
  [3600, '1 hour'],
  [7384, '2 hours 3 minutes 4 seconds'],
])('says %d as %s', (seconds, words) => {
  expect(formatWrapUpTime(seconds)).toBe(words)
})
