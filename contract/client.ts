import * as z from 'zod/mini'
import { changesIn, CONSOLE_CHANGES } from '#contract/console-changes.ts'
import { CONSOLE_USER } from '#contract/console-user.ts'
import { errorBodies, faultsOf, type Fault } from '#contract/errors.ts'
import {
  IDEMPOTENCY_KEY,
  isReading,
  pathOf,
  type Arguments,
  type Operation,
  type Operations,
  type Reply,
} from '#contract/operation.ts'

/** Every way in which a call can fail. Nothing else needs to look at a status code. */
type ApiErrorKind =
  | 'unreachable' // no connection, or it broke: no network, or the server is gone
  | 'unanswered' // no reply in time: the server is slow or stuck
  | 'unauthenticated' // 401
  | 'forbidden' // 403
  | 'not-found' // 404
  | 'conflict' // 409
  | 'another-user' // the session is not that of the user whose page called: nothing was done, or the reply is not theirs
  | 'invalid' // 400 and the other 4xx
  | 'failed' // 5xx, or a reply that is not the API's

export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(
    readonly kind: ApiErrorKind,
    /** The server's own sentence where it gave one. */
    message: string,
    readonly status?: number,
    readonly code?: number,
    /** Of 'another-user': who it is, as the header `Console-User` names them. */
    readonly user?: string,
    /** The faults in the server's message, one by one. */
    readonly faults: readonly Fault[] = faultsOf(message),
  ) {
    super(message)
  }
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>

interface Given {
  params?: object | undefined
  query?: object | undefined
}

/** The user in whose name a page calls, as the header `Console-User` names them. */
interface CallingUser {
  /** Undefined while it is not known. */
  get: () => string | undefined
  /** Whether this user is theirs: asked for the reply to a call that was sent while it was not known. */
  is: (user: string) => boolean
}

interface CallerOptions {
  /** The API's origin; empty for the page's own. */
  baseUrl?: string
  headers?: Record<string, string>
  /** Named in every request; a reply that names another user is refused as 'another-user'. */
  user?: CallingUser
  /** Sends a request; the platform's own `fetch` where none is given. */
  fetch?: Fetch
}

type CallArguments<Called extends Operation> = keyof Arguments<Called> extends never
  ? [args?: undefined, signal?: AbortSignal]
  : [args: Arguments<Called>, signal?: AbortSignal]

export type Call<Api extends Operations> = <Name extends keyof Api & string>(
  name: Name,
  ...rest: CallArguments<Api[Name]>
) => Promise<Reply<Api[Name]>>

/** Resolves with the ids of the changes that a write became as well: an undo takes one. */
export type CallWithChanges<Api extends Operations> = <Name extends keyof Api & string>(
  name: Name,
  ...rest: CallArguments<Api[Name]>
) => Promise<{ reply: Reply<Api[Name]>; changes: number[] }>

/** The same call, for its reply alone. */
export const repliesOf =
  <Api extends Operations>(call: CallWithChanges<Api>): Call<Api> =>
  async (name, ...rest) =>
    (await call(name, ...rest)).reply

export const createCaller = <Api extends Operations>(api: Api, options?: CallerOptions): Call<Api> =>
  repliesOf(createCallerWithChanges(api, options))

/**
 * Returns a function that calls the operations of an API over HTTP. After a lost reply it repeats, once and under the same key, a
 * write that must not be done twice, and so gets the reply that was lost. Rejects with an `ApiError`, or with the signal's reason
 * when it was aborted.
 */
export function createCallerWithChanges<Api extends Operations>(
  api: Api,
  { baseUrl = '', headers = {}, user, fetch = (url, init) => globalThis.fetch(url, init) }: CallerOptions = {},
): CallWithChanges<Api> {
  const keys = createKeys()
  return async (name, ...[args, signal]) => {
    // A key of the table has an operation, and these are the parts of its arguments, in a looser type.
    const operation = api[name] as Operation
    const { params, query, body } = (args ?? {}) as Given & { body?: unknown }
    const url = urlOf(operation, { params, query })
    const content = body === undefined ? undefined : JSON.stringify(body)
    const sender = user?.get()
    const key = operation.takesIdempotencyKey && keys.of(`${url} ${content ?? ''}`)
    const answer = await send(fetch, operation, baseUrl + url, {
      method: operation.method,
      headers: {
        accept: 'application/json',
        ...(content !== undefined && { 'content-type': 'application/json' }),
        ...(key && { [IDEMPOTENCY_KEY]: key.value }),
        ...(sender !== undefined && { [CONSOLE_USER]: sender }),
        ...headers,
      },
      ...(content !== undefined && { body: content }),
      ...(signal && { signal }),
    })
    // A server that failed may have done it all the same.
    if (answer.status < 500) key?.forget()
    if (user && answer.user !== undefined && !(sender === undefined ? user.is(answer.user) : answer.user === sender))
      throw new ApiError('another-user', ANOTHER_USER, answer.status, undefined, answer.user)
    if (!answer.ok) throw errorOf(answer, operation)
    // The schema that parses is the one that the type is inferred from; the compiler cannot follow it through the generic name.
    const reply = (operation.reply ? parse(operation.reply, answer) : undefined) as Reply<Api[typeof name]>
    return { reply, changes: answer.changes }
  }
}

/** Remembers the keys of requests as long as nothing is known of their effect. */
function createKeys() {
  const pending = new Map<string, string>()
  return {
    of(request: string) {
      const value = pending.get(request) ?? randomKey()
      pending.set(request, value)
      return { value, forget: () => pending.delete(request) }
    },
  }
}

// Not `randomUUID`: a browser has that on secure origins only.
const randomKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Returns an operation's path and query, without the server. */
export const urlOf = (operation: Operation, { params, query }: Given = {}) =>
  pathOf(operation, { ...params }) + queryString(query)

const ANOTHER_USER = 'Someone else signed in in another tab of this browser.'

interface Answer {
  ok: boolean
  status: number
  /** Whose session answered, where the server says so. */
  user: string | undefined
  /** The ids of the changes that the write became. */
  changes: number[]
  /** Undefined where it is empty or not JSON. */
  body: unknown
}

/** In seconds. A write is given longer: who gives it up does not know whether it was done. */
const PATIENCE = { read: 10, write: 30 }

async function send(fetch: Fetch, operation: Operation, url: string, init: RequestInit): Promise<Answer> {
  const patience = isReading(operation) ? PATIENCE.read : PATIENCE.write
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), patience * 1000)
  const signal = init.signal ? AbortSignal.any([init.signal, late.signal]) : late.signal
  try {
    // Raced as well: a reply may have been asked for elsewhere, without the signal.
    return await Promise.race([answerTo(fetch(url, { ...init, signal })), whenAborted(signal)])
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw late.signal.aborted
      ? new ApiError('unanswered', tooLate(operation, patience))
      : new ApiError('unreachable', 'Can’t reach the server.')
  } finally {
    clearTimeout(timer)
  }
}

async function answerTo(request: Promise<Response>): Promise<Answer> {
  const reply = await request
  const text = await reply.text()
  return {
    ok: reply.ok,
    status: reply.status,
    user: reply.headers.get(CONSOLE_USER) ?? undefined,
    changes: changesIn(reply.headers.get(CONSOLE_CHANGES)),
    body: jsonOf(text),
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const whenAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))

const tooLate = (operation: Operation, seconds: number) =>
  `The server didn’t answer within ${seconds} seconds.` +
  (isReading(operation) ? '' : ' Check whether this was done before you try again.')

function parse(schema: z.ZodMiniType, { status, body }: Answer) {
  const result = schema.safeParse(body)
  if (!result.success) throw new ApiError('failed', 'The server’s reply couldn’t be read.', status)
  return result.data
}

/** Something between here and the server answered, such as a proxy. */
const unknownError = (operation: Operation, status: number) =>
  `The server sent an error (${status}). ` +
  (isReading(operation) ? 'Try again in a moment.' : 'Check whether this was done before you try again.')

const anyErrorBody = z.union([
  errorBodies.code,
  z.pipe(
    errorBodies.errorCode,
    z.transform(({ errorCode, errorMessage }) => ({ code: errorCode, message: errorMessage })),
  ),
])

function errorOf({ status, body }: Answer, operation: Operation): ApiError {
  const known = anyErrorBody.safeParse(body).data
  return new ApiError(kindOf(status), known?.message ?? unknownError(operation, status), status, known?.code)
}

function kindOf(status: number): ApiErrorKind {
  if (status === 401) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not-found'
  if (status === 409) return 'conflict'
  return status < 500 ? 'invalid' : 'failed'
}

function queryString(query: object = {}): string {
  const given = Object.entries(query).flatMap(([key, value]: [string, unknown]) =>
    (Array.isArray(value) ? value : [value]).flatMap((each) => (each === undefined ? [] : [[key, String(each)]])),
  )
  return given.length ? `?${new URLSearchParams(given).toString()}` : ''
}
