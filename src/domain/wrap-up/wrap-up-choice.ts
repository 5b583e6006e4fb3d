import * as z from 'zod/mini'
import { newAgent, UNLIMITED_WRAP_UP } from '#contract/agents.ts'
import { REQUIRED } from '#contract/common.ts'

export const WRAP_UP_UNITS = ['unlimited', 'seconds', 'minutes'] as const
type WrapUpUnit = (typeof WRAP_UP_UNITS)[number]

const SECONDS_IN = { seconds: 1, minutes: 60 } as const

/** The wrap-up time as people say it: nobody types the API's −1. Reads as seconds, or `UNLIMITED_WRAP_UP`. */
export const wrapUpChoice = z.pipe(
  z.pipe(
    z.object({ unit: z.enum(WRAP_UP_UNITS), amount: z.string() }),
    z.transform(({ unit, amount }: { unit: WrapUpUnit; amount: string }, { issues }) => {
      const refuse = (message: string) => {
        issues.push({ code: 'custom', message, input: amount })
        return z.NEVER
      }
      if (unit === 'unlimited') return UNLIMITED_WRAP_UP
      if (amount.trim() === '') return refuse(REQUIRED)
      // A tenth of a minute is six seconds, in spite of binary fractions.
      const seconds = Number((Number(amount) * SECONDS_IN[unit]).toFixed(6))
      if (seconds < 0) return refuse('must be 0 or more')
      if (Number.isInteger(seconds)) return seconds
      return refuse(Number.isNaN(seconds) ? 'must be a number' : 'must come to whole seconds')
    }),
  ),
  newAgent.shape.wrapUpTime,
)

export type WrapUpChoice = z.input<typeof wrapUpChoice>

/** Takes seconds, or `UNLIMITED_WRAP_UP`. */
export function choiceOf(wrapUpTime: number): WrapUpChoice {
  if (wrapUpTime === UNLIMITED_WRAP_UP) return { unit: 'unlimited', amount: '' }
  const inMinutes = wrapUpTime > 0 && wrapUpTime % SECONDS_IN.minutes === 0
  return inMinutes
    ? { unit: 'minutes', amount: String(wrapUpTime / SECONDS_IN.minutes) }
    : { unit: 'seconds', amount: String(wrapUpTime) }
}
