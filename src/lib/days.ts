import { LOCALE } from './format.ts'
import { once } from './once.ts'

const pad = (value: number) => String(value).padStart(2, '0')

/** The day of a moment in this browser's calendar: `2026-11-23`. Takes milliseconds since 1970. */
export function dayOf(time: number): string {
  const date = new Date(time)
  return `${String(date.getFullYear()).padStart(4, '0')}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

/** The first moment of a day, or of one so many days later. In milliseconds since 1970. */
export function startOfDay(day: string, daysLater = 0): number {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, dayOfMonth + daysLater).getTime()
}

export const daysLater = (day: string, days: number): string => dayOf(startOfDay(day, days))

const dayOfYear = { weekday: 'long', month: 'long', day: 'numeric' } as const
const sameYear = once(() => new Intl.DateTimeFormat(LOCALE, dayOfYear))
const anyYear = once(() => new Intl.DateTimeFormat(LOCALE, { ...dayOfYear, year: 'numeric' }))

/** `Today`, `Yesterday`, `Friday, November 20`, and with the year if it is another. */
export function formatDay(day: string, today: string): string {
  if (day === today) return 'Today'
  if (day === daysLater(today, -1)) return 'Yesterday'
  return (day.slice(0, 4) === today.slice(0, 4) ? sameYear : anyYear)().format(startOfDay(day))
}
