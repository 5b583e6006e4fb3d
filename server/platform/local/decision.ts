import type { ApiFailure } from '#server/operations/api-failure.ts'

/**
 * The outcome of a change that somebody asks for, worked out from the current state before anything is written. A write carries it
 * out, and a preview shows it.
 */
export type Decision<Change> =
  | { kind: 'change'; change: Change }
  /** It is so already. */
  | { kind: 'nothing' }
  | { kind: 'refusal'; refusal: ApiFailure }

export const NOTHING = { kind: 'nothing' } as const

export const refused = (refusal: ApiFailure) => ({ kind: 'refusal', refusal }) as const

export const decided = <Change>(change: Change) => ({ kind: 'change', change }) as const

/** Returns the change to carry out; undefined where there is nothing to do. Throws the refusal. */
export function changeOf<Change>(decision: Decision<Change>): Change | undefined {
  if (decision.kind === 'refusal') throw decision.refusal
  return decision.kind === 'change' ? decision.change : undefined
}
