import { intlFormatDistance } from 'date-fns/intlFormatDistance'

export const LOCALE = 'en'
const DAY = 24 * 60 * 60_000

const wholeNumber = new Intl.NumberFormat(LOCALE)
const timeOfDay = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short' })
const exact = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'long' })

export const formatCount = (count: number) => wholeNumber.format(count)

/** The moment in full, with the time zone. Takes milliseconds since 1970. */
export const formatExactTime = (time: number) => exact.format(time)

/** The time of day: `2:05 PM`. Takes milliseconds since 1970. */
export const formatTime = (time: number) => timeOfDay.format(time)

/** How long ago: `4 min. ago`, `yesterday`, `3 weeks ago`. Takes milliseconds since 1970. */
export function formatTimeAgo(time: number, now = Date.now()): string {
  // A server whose clock is ahead must not have people sign in tomorrow.
  const then = Math.min(time, now)
  const style = now - then < DAY ? 'short' : 'long'
  return intlFormatDistance(then, now, { locale: LOCALE, style, numeric: 'auto' })
}

export const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The first letters of the words given, at most two: `TR` for Tomás Rivera. */
export function initials(...words: string[]): string {
  return words
    .map((word) => Array.from(word.trim())[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()
}
