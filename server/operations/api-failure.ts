import { NOT_FOUND, notFound, VALIDATION } from '#contract/errors.ts'

/** A refusal that the caller is told of: status, code and sentence of the error reply. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'

  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    /** In seconds: when to ask again, where asking again helps. */
    readonly retryAfter?: number,
  ) {
    super(message)
  }
}

export const invalid = (message: string) => new ApiFailure(400, VALIDATION, message)

export const missing = (...of: Parameters<typeof notFound>) => new ApiFailure(404, NOT_FOUND, notFound(...of))

export const duplicate = (message: string) => new ApiFailure(409, VALIDATION, message)

export const conflict = (message: string) => new ApiFailure(409, 409, message)

export const changedSince = () =>
  new ApiFailure(412, 412, 'Precondition failed [it is not the version that you named: read it again]')

export const forbidden = (message: string) => new ApiFailure(403, 403, message)

export const unauthenticated = (message: string) => new ApiFailure(401, 401, message)

// No Retry-After: an automatic retry could apply the write twice.
export const outcomeUnknown = () =>
  new ApiFailure(503, 503, 'Database lost while saving [look whether the change is there before you repeat it]')

export const busy = (message: string) => new ApiFailure(503, 503, message, 1)
