import { once } from './once.ts'
import { serverNow } from './server-clock.ts'

export const LOCALE = 'en'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

// A browser takes longer to make its first formatter than to draw the first rows: those need none.
const exact = once(() => new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'long' }))
const timeOfDay = once(() => new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short' }))

/** A whole number: `2,431`. */
export const formatCount = (count: number) => String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')

/** The moment in full, with the time zone. Takes milliseconds since 1970. */
export const formatExactTime = (time: number) => exact().format(time)

/** The time of day: `2:05 PM`. Takes milliseconds since 1970. */
export const formatTime = (time: number) => timeOfDay().format(time)

/**
 * How long ago: `just now`, `2 min ago`, `3 h ago`, `yesterday`, `Oct 24`, `Oct 24, 2025` in another year. Takes milliseconds since
 * 1970, and `now` by the server's clock.
 */
export function formatTimeAgo(time: number, now = serverNow()): string {
  // The clocks of several servers may differ: nobody is to sign in tomorrow.
  const age = Math.max(0, now - time)
  if (age < MINUTE) return 'just now'
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`
  if (age < DAY) return `${Math.floor(age / HOUR)} h ago`
  const [then, today] = [new Date(time), new Date(now)]
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1)
  if (then >= yesterday) return 'yesterday'
  const day = `${MONTHS[then.getMonth()]} ${then.getDate()}`
  return then.getFullYear() === today.getFullYear() ? day : `${day}, ${then.getFullYear()}`
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

/** Several sentences one after the other, each with its end. */
export const joinSentences = (sentences: readonly string[]): string =>
  sentences.length === 1
    ? String(sentences[0])
    : sentences.map((each) => each.replace(/[.!?]?$/, (end) => end || '.')).join(' ')

/** Asks for a field by its label: `Enter the login ID`. */
export const enterThe = (label: string) => `Enter the ${label.charAt(0).toLowerCase()}${label.slice(1)}`
