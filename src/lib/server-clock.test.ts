import { beforeEach, expect, it, vi } from 'vitest'
import { learnServerTime, serverNow } from './server-clock.ts'

const NOW = Date.UTC(2026, 9, 24, 12)
const HOUR = 3_600_000

beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
  return () => vi.useRealTimers()
})

it.each([-3 * HOUR, 3 * HOUR])('follows a server whose clock is %d ms off', (off) => {
  learnServerTime(new Date(NOW + off).toUTCString())
  expect(serverNow()).toBe(NOW + off)
  vi.advanceTimersByTime(HOUR)
  expect(serverNow()).toBe(NOW + off + HOUR)
})

it('takes the way of a reply for no difference, and a reply without a date for no news', () => {
  learnServerTime(new Date(NOW - 3000).toUTCString())
  expect(serverNow()).toBe(NOW)
  learnServerTime(new Date(NOW + HOUR).toUTCString())
  learnServerTime(null)
  learnServerTime('nonsense')
  expect(serverNow()).toBe(NOW + HOUR)
})
