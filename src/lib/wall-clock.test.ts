import { afterEach, describe, expect, it, vi } from 'vitest'
import { fromWallClock, toWallClock } from './wall-clock.ts'

const isoOf = (text: string) => new Date(fromWallClock(text) ?? Number.NaN).toISOString()

afterEach(() => vi.unstubAllEnvs())

describe('a time on the clock of Warsaw', () => {
  it.each([
    ['on a day like others', '2026-01-15T20:00', '2026-01-15T19:00:00.000Z'],
    ['just before the hour that is left out', '2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
    ['at the start of the hour that is left out', '2026-03-29T02:00', '2026-03-29T01:00:00.000Z'],
    ['within the hour that is left out', '2026-03-29T02:30', '2026-03-29T01:00:00.000Z'],
    ['just after it', '2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
    ['in the hour that comes twice', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ])('%s', (_, text, moment) => {
    vi.stubEnv('TZ', 'Europe/Warsaw')
    expect(isoOf(text)).toBe(moment)
  })
})

it('is where the clock goes on by half an hour the first minute after the gap, too', () => {
  vi.stubEnv('TZ', 'Australia/Lord_Howe')
  expect(isoOf('2026-10-04T02:15')).toBe('2026-10-03T15:30:00.000Z')
})

it('is read back as it was typed', () => {
  vi.stubEnv('TZ', 'America/New_York')
  expect(toWallClock(fromWallClock('2026-07-04T09:05') ?? 0)).toBe('2026-07-04T09:05')
})

it('is nothing where nothing was typed', () => {
  expect(fromWallClock('')).toBeUndefined()
})
