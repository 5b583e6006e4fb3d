import * as z from 'zod'
import { newAgent, UNLIMITED_WRAP_UP } from '#contract/agents.ts'
import { REQUIRED } from '#contract/common.ts'

export const WRAP_UP_UNITS = ['unlimited', 'seconds', 'minutes'] as const
export type WrapUpUnit = (typeof WRAP_UP_UNITS)[number]

const SECONDS_IN = { seconds: 1, minutes: 60 } as const

/** The wrap-up time as people say it; the API's −1 is for nobody to type. Reads as seconds, or `UNLIMITED_WRAP_UP`. */
export const wrapUpChoice = z
  .object({ unit: z.enum(WRAP_UP_UNITS), amount: z.string() })
  .transform(({ unit, amount }, context) => {
    if (unit === 'unlimited') return UNLIMITED_WRAP_UP
    if (amount.trim() === '') {
      context.addIssue(REQUIRED)
      return z.NEVER
    }
    // A tenth of a minute is six seconds, whatever binary fractions make of it.
    const seconds = Number((Number(amount) * SECONDS_IN[unit]).toFixed(6))
    if (seconds < 0) {
      context.addIssue('must be 0 or more')
      return z.NEVER
    }
    if (!Number.isInteger(seconds)) {
      context.addIssue(Number.isNaN(seconds) ? 'must be a number' : 'must come to whole seconds')
      return z.NEVER
    }
    return seconds
  })
  .pipe(newAgent.shape.wrapUpTime)

export type WrapUpChoice = z.input<typeof wrapUpChoice>

/** Takes seconds, or `UNLIMITED_WRAP_UP`. */
export function choiceOf(wrapUpTime: number): WrapUpChoice {
  if (wrapUpTime === UNLIMITED_WRAP_UP) return { unit: 'unlimited', amount: '' }
  const inMinutes = wrapUpTime > 0 && wrapUpTime % SECONDS_IN.minutes === 0
  return inMinutes
    ? { unit: 'minutes', amount: String(wrapUpTime / SECONDS_IN.minutes) }
    : { unit: 'seconds', amount: String(wrapUpTime) }
}
