import { expect, it } from 'vitest'
import { dayOf, daysLater, formatDay, startOfDay } from './days.ts'

it.each([
  ['2026-11-27', 'Today'],
  ['2026-11-26', 'Yesterday'],
  ['2026-11-20', 'Friday, November 20'],
  ['2025-11-20', 'Thursday, November 20, 2025'],
])('calls %s %s', (day, words) => {
  expect(formatDay(day, '2026-11-27')).toBe(words)
})

it('goes from day to day over the ends of months and years', () => {
  expect(daysLater('2026-03-01', -1)).toBe('2026-02-28')
  expect(daysLater('2026-12-31', 1)).toBe('2027-01-01')
  expect(dayOf(startOfDay('2026-12-31', 1) - 1)).toBe('2026-12-31')
})
