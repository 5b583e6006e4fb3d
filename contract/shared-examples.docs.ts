import type { Example } from '#contract/docs.ts'
import type { ErrorShape } from '#contract/errors.ts'
import { bodyLimitOf, errorShapeOf, type Operation } from '#contract/operation.ts'

/** A refusal that has the same reason for many operations. */
export interface SharedExample extends Example {
  /** Why no request alone brings it about. */
  takes?: string
}

interface Documented {
  limitsRate?: string
  versions?: 'tells' | 'heeds'
  examples: Readonly<Record<string, Example>>
}

const errorBody = (shape: ErrorShape, code: number, message: string) =>
  shape === 'code' ? { code, message } : { errorCode: code, errorMessage: message }

/** Another client than that of the users. */
const ELSEWHERE = 1005018
const NO_CLIENT = 999999

const LOOK_FIRST = '; look whether the change is there before you repeat it'

/** Returns the refusals that an operation's access, parameters and body bring with them, by their names. */
export function sharedExamplesOf(operation: Operation, docs: Documented): Record<string, SharedExample> {
  const { access, method, query, body, takesIdempotencyKey, status } = operation
  const request = Object.values(docs.examples).find((example) => example.status === status)
  if (!request) throw new Error(`${operation.title} has no example of its success`)
  const { reply: _, ...asked } = request
  const refused = (summary: string, code: number, message: string, more: Partial<SharedExample> = {}) => ({
    ...asked,
    summary,
    status: code,
    reply: errorBody(errorShapeOf(operation), code, message),
    ...more,
  })
  const inClient = (client: number) => ({
    query: { ...asked.query, client },
    body: asked.body && { ...asked.body, clientId: undefined },
  })
  const examples: Record<string, SharedExample | false | undefined> = {
    noSession: access !== 'public' && {
      ...refused('No session, or one that ended', 401, 'No valid session [sign in and send the header LV-Session]'),
      as: null,
    },
    powerMissing: access !== 'public' &&
      access.managerPower !== undefined && {
        ...refused(
          'A Manager without the power',
          403,
          `Permission denied [the power "${access.managerPower}" is missing]`,
        ),
        as: 'teamlead',
      },
    wrongRole: access !== 'public' &&
      !access.roles.includes('Agent') && {
        ...refused('The session of an agent', 403, 'Permission denied [not available to the role Agent]'),
        as: 'agent',
      },
    otherClient: query !== undefined &&
      'client' in query.shape && {
        ...refused('A client that the caller is not permitted', 403, `Permission denied [client ${ELSEWHERE}]`),
        ...inClient(ELSEWHERE),
        as: 'manager',
      },
    noSuchClient: query !== undefined &&
      'client' in query.shape && {
        ...refused('No such client', 404, ''),
        ...inClient(NO_CLIENT),
        reply: errorBody(errorShapeOf(operation), 203, `Client not found [ID:${NO_CLIENT}]`),
      },
    keyOfAnotherRequest:
      takesIdempotencyKey &&
      refused('A key that another request had', 409, 'Idempotency-Key belongs to another request [take a new one]', {
        takes: 'a request before it',
      }),
    anotherVersion:
      docs.versions === 'heeds' &&
      refused(
        'It was changed since',
        412,
        'Precondition failed [it is not the version that you named: read it again]',
        {
          headers: { 'if-match': '"a-version-of-before"' },
        },
      ),
    tooLarge:
      body &&
      refused('A body that is too large', 413, `Body too large [${bodyLimitOf(operation) / 1024} kB at most]`, {
        body: { tooLong: 'x'.repeat(bodyLimitOf(operation)) },
      }),
    notJson:
      body &&
      refused('Another media type than JSON', 415, 'Unsupported media type [application/json is accepted]', {
        headers: { 'content-type': 'application/xml' },
      }),
    tooOften:
      docs.limitsRate !== undefined &&
      refused('Too many attempts', 429, `Too many ${docs.limitsRate} [try again in 300 seconds]`, {
        takes: 'a hundred requests before it',
      }),
    failed: refused(
      'The server failed',
      500,
      `Internal error [the server failed${method === 'GET' ? '' : LOOK_FIRST}]`,
      {
        takes: 'a broken server',
      },
    ),
    busy: refused('The database does not answer', 503, 'Database unavailable [try again in a moment]', {
      takes: 'a stopped database',
    }),
  }
  return Object.fromEntries(
    Object.entries(examples).flatMap(([name, example]): [string, SharedExample][] =>
      example ? [[name, example]] : [],
    ),
  )
}
