import { dayOf } from './days.ts'
import { LOCALE } from './format.ts'
import { once } from './once.ts'
import { serverNow } from './server-clock.ts'

const MINUTE = 60_000

const pad = (value: number) => String(value).padStart(2, '0')

/** The zone of this browser's clock: `Europe/Warsaw`. */
export const ownTimeZone = once(() => new Intl.DateTimeFormat().resolvedOptions().timeZone)

/** A moment as a field for date and time has it, on this browser's clock: `2026-11-28T20:00`. Takes milliseconds since 1970. */
export function toWallClock(time: number): string {
  const date = new Date(time)
  return `${dayOf(time)}T${pad(date.getHours())}:${pad(date.getMinutes())}`
}

/**
 * The moment at which this browser's clock shows a time, in milliseconds since 1970; undefined for none. Of an hour that comes twice,
 * the first; for a time that the clock leaves out, the first minute after the gap.
 */
export function fromWallClock(text: string): number | undefined {
  let time = new Date(text).getTime()
  if (Number.isNaN(time)) return undefined
  // `Date` reads a left out time as if the clock had not been moved: that is too late by what it was moved.
  if (toWallClock(time) !== text.slice(0, 16)) while (toWallClock(time - MINUTE) > text) time -= MINUTE
  return time
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(timeZone: string, withYear: boolean): Intl.DateTimeFormat {
  const key = `${timeZone} ${withYear}`
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(LOCALE, {
      timeZone,
      month: 'short',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      ...(withYear && { year: 'numeric' }),
    })
  formats.set(key, format)
  return format
}

/**
 * A moment to come: `Nov 28, 8:00 PM`, with the year if it is another, and with the name of its time zone if that is not this
 * browser's. Takes milliseconds since 1970.
 */
export function formatMoment(time: number, timeZone = ownTimeZone(), now = serverNow()): string {
  const withYear = new Date(time).getFullYear() !== new Date(now).getFullYear()
  const moment = formatIn(timeZone, withYear).format(time)
  return timeZone === ownTimeZone() ? moment : `${moment} (${timeZone.replaceAll('_', ' ')})`
}
