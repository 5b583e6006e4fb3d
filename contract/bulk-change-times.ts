import * as z from 'zod/mini'
import { integer } from '#contract/common.ts'
import type { PlannedChange } from '#contract/planned-changes.ts'

/** In milliseconds: a bulk change starts, and is taken back, within this time from now. */
export const FURTHEST = 366 * 24 * 60 * 60 * 1000

/** In milliseconds: a start that was missed by more does not happen. */
export const LATEST_START = 60 * 60 * 1000

/** Changes that a time cannot take back. */
const LASTING: readonly PlannedChange['kind'][] = ['unlock', 'activate', 'deactivate']

export const LASTING_REFUSAL = 'Unlocking, activating and deactivating can’t be taken back at a set time'

export const isLasting = ({ kind }: Pick<PlannedChange, 'kind'>) => LASTING.includes(kind)

/** The longest name has 32 characters. */
const LONGEST_NAME = 100

function isTimeZone(name: string): boolean {
  try {
    return name.length <= LONGEST_NAME && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** The times of a bulk change, as somebody typed them on the clock of their time zone. */
export const bulkChangeTimes = {
  /** When it starts; absent: at once. */
  startAt: z.optional(integer()),
  /** When the system takes it back, where nobody changed the values since; absent: never. */
  takeBackAt: z.optional(integer()),
  /** The time zone of the browser (`Europe/Warsaw`). */
  timeZone: z.optional(z.string().check(z.refine(isTimeZone, 'must be the name of a time zone'))),
}

interface Times {
  startAt?: number | undefined
  takeBackAt?: number | undefined
}

/** Returns the fault of the times of a new bulk change, and its field; undefined if there is none. `now`: by the server's clock. */
export function faultOfTimes(
  { startAt, takeBackAt }: Times,
  changes: readonly Pick<PlannedChange, 'kind'>[],
  now: number,
): { field: keyof Times; reason: string } | undefined {
  for (const [field, time] of [
    ['startAt', startAt],
    ['takeBackAt', takeBackAt],
  ] as const) {
    if (time === undefined) continue
    if (time <= now) return { field, reason: 'Choose a time in the future' }
    if (time > now + FURTHEST) return { field, reason: 'Choose a time within a year' }
  }
  if (takeBackAt === undefined) return undefined
  if (startAt !== undefined && takeBackAt <= startAt)
    return { field: 'takeBackAt', reason: 'Choose a time after the start' }
  return changes.some(isLasting) ? { field: 'takeBackAt', reason: LASTING_REFUSAL } : undefined
}
