import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { created } from '#contract/common.ts'
import { CONSOLE_CHANGES, consoleChangesOf } from '#contract/console-changes.ts'
import { bodyLimitOf, errorShapeOf, type Operation, type Operations } from '#contract/operation.ts'
import type { Context } from '#server/operations/context.ts'
import { addressOf } from '#server/http/addresses.ts'
import { admissionTo, type Doorkeeper } from '#server/http/admission.ts'
import { lenient, lenientQuery } from '#server/http/leniency.ts'
import type { DashboardContext } from '#server/dashboard/context.ts'
import { isFromHere } from '#server/http/from-here.ts'
import { onceOf } from '#server/http/idempotency.ts'
import { answerOtherMethods } from '#server/http/other-methods.ts'
import { expectationOf, isKnown, tagOf } from '#server/http/preconditions.ts'
import { SessionCookie } from '#server/http/session-cookie.ts'

/** The part that the operations of every API share. */
export interface ServeOptions extends Doorkeeper {
  /** Receives the events of accounts. */
  note: (request: FastifyRequest, event: Parameters<Context['note']>[0]) => void
  /** Milliseconds since 1970-01-01 GMT. */
  clock: () => number
}

/** An API's implementation, of any operations. */
type Implemented = Readonly<Record<string, (context: DashboardContext, args: never) => Promise<unknown>>>

/** Makes a route of every operation of an API, and answers for the methods that its paths do not have. */
export function serve(app: FastifyInstance, api: Operations, implementation: Implemented, options: ServeOptions): void {
  const { note, clock } = options
  for (const [name, operation] of Object.entries(api)) {
    const argumentsOf = argumentsFor(operation)
    // The implementation checks its input against the operation's schemas.
    const call = implementation[name] as (context: DashboardContext, args: object) => Promise<unknown>
    const admission = admissionTo(operation, options)
    const isRead = operation.method === 'GET'
    const answer = (request: FastifyRequest, reply: FastifyReply) => {
      const args = argumentsOf(request)
      const context: DashboardContext = {
        identity: request.caller,
        session: request.session,
        address: addressOf(request),
        isFromHere: () => isFromHere(request),
        userAgent: request.headers['user-agent'],
        note: (event) => note(request, event),
        changed: (changes) => void reply.header(CONSOLE_CHANGES, consoleChangesOf(changes)),
        read: (version) => void reply.header('etag', tagOf(version)),
        expects: isRead ? undefined : expectationOf(request),
        cookie: new SessionCookie(request, reply),
        once: operation.takesIdempotencyKey && onceOf(request, { name, args, at: clock() }),
      }
      void reply.code(operation.status)
      // Sent at any size, so that a cache keeps the compressed reply apart from the plain one.
      if (operation.reply) void reply.header('vary', 'accept-encoding')
      const answered = call(context, args)
      if (isRead && request.headers['if-none-match'] !== undefined)
        return answered.then((value) => (isKnown(request, reply) ? reply.code(304).send() : value))
      return operation.status === 201 ? answered.then((value) => located(operation, reply, value)) : answered
    }
    app.route({
      // Fastify's own route for HEAD would compress nothing, and so tell of another reply.
      method: isRead ? ['GET', 'HEAD'] : operation.method,
      url: urlOf(operation),
      schema: { response: responseOf(operation) },
      config: { errorShape: errorShapeOf(operation), operation: name },
      bodyLimit: bodyLimitOf(operation),
      onRequest: admission.onRequest,
      handler(request, reply) {
        const admitted = admission.again(request, reply)
        return admitted ? admitted.then(() => answer(request, reply)) : answer(request, reply)
      },
    })
  }
  const operations: Operation[] = Object.values(api)
  for (const url of new Set(operations.map(urlOf)))
    answerOtherMethods(
      app,
      url,
      operations.filter((operation) => urlOf(operation) === url).map(({ method }) => method),
    )
}

/** Names where the new object is: under the path of its kind. */
function located(operation: Operation, reply: FastifyReply, value: unknown): unknown {
  const { data } = created.safeParse(value)
  if (data) void reply.header('location', `${operation.path}/${data.id}`)
  return value
}

const urlOf = (operation: Operation) => operation.path.replace(/\{(\w+)\}/g, ':$1')

/** Fastify compiles the reply's schema into its serializer: fast, and nothing leaves that the contract does not name. */
const responseOf = (operation: Operation) =>
  operation.reply && { [operation.status]: z.toJSONSchema(operation.reply, { target: 'draft-7', io: 'input' }) }

function argumentsFor({ params, query, body }: Operation) {
  const readParams = params && lenient(params)
  const readQuery = query && lenientQuery(query)
  const readBody = body && lenient(body)
  return (request: FastifyRequest) => {
    const args: { params?: unknown; query?: unknown; body?: unknown } = {}
    if (readParams) args.params = readParams(request.params)
    if (readQuery) args.query = readQuery(request.query)
    if (readBody) args.body = readBody(request.body)
    return args
  }
}
