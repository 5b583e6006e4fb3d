import { NOT_FOUND, notFound, VALIDATION } from '#contract/errors.ts'
import { messageOf, type Refusal } from '#contract/refusals.ts'

/** A refusal that the caller is told of: status and code of the error reply, and its sentence. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'

  constructor(
    readonly status: number,
    readonly code: number,
    /** One, or each fault of a request. */
    readonly refusals: readonly Refusal[],
    /** In seconds: when to ask again, where asking again helps. */
    readonly retryAfter?: number,
  ) {
    super(messageOf(refusals))
  }
}

/** A failure whose code is its HTTP status. */
export const failure = (status: number, refusal: Refusal, retryAfter?: number) =>
  new ApiFailure(status, status, [refusal], retryAfter)

export const invalid = (...refusals: readonly Refusal[]) => new ApiFailure(400, VALIDATION, refusals)

export const missing = (...of: Parameters<typeof notFound>) => new ApiFailure(404, NOT_FOUND, [notFound(...of)])

export const duplicate = (refusal: Refusal) => new ApiFailure(409, VALIDATION, [refusal])

export const conflict = (refusal: Refusal) => failure(409, refusal)

export const changedSince = () => failure(412, { reason: 'changedSinceRead' })

export const forbidden = (refusal: Refusal) => failure(403, refusal)

export const unauthenticated = (refusal: Refusal) => failure(401, refusal)

// No Retry-After: an automatic retry could apply the write twice.
export const outcomeUnknown = () => failure(503, { reason: 'outcomeUnknown' })

export const busy = (refusal: Refusal) => failure(503, refusal, 1)
