import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { VALIDATION, type ErrorShape } from '#contract/errors.ts'
import { isDatabaseAway, isDatabaseFull } from '#server/database/failures.ts'
import { lengthOf } from '#server/http/bodies.ts'
import type { RequestLog } from '#server/http/request-log.ts'
import { OF_ALL } from '#server/http/security-headers.ts'
import { ApiFailure, busy, failure, invalid } from '#server/operations/api-failure.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    errorShape?: ErrorShape
  }
}

/** Every error leaves the server in its method's shape, with a sentence, never with a stack trace. */
export function answerErrors(app: FastifyInstance, requests: RequestLog): void {
  app.setErrorHandler<Error>((error, request, reply) => {
    const failure = failureOf(error, request)
    requests.noteRefusal(request, failure)
    return sendError(failure, request, reply)
  })
}

/** A request whose URL cannot be read, and so has no route: no hook runs for it. */
export const answerFrameworkErrors =
  (requests: RequestLog) => (_error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    void sendError(invalid({ reason: 'undecodableUrl' }), request, reply)
    requests.noteReply(request, reply)
  }

/** In bytes. Receiving more than this costs more than a new connection. */
const WORTH_A_CONNECTION = 128 * 1024

function sendError({ status, code, message, retryAfter }: ApiFailure, request: FastifyRequest, reply: FastifyReply) {
  const shape = request.routeOptions.config.errorShape ?? 'code'
  const body = shape === 'code' ? { code, message } : { errorCode: code, errorMessage: message }
  // The reply may already have the headers of a file.
  void reply.headers(OF_ALL)
  if (status === 401) void reply.header('www-authenticate', 'LV-Session')
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter)
  // Node discards an unread body. A long one isn't worth it.
  if (!request.raw.complete && lengthOf(request) > WORTH_A_CONNECTION) void reply.header('connection', 'close')
  // The id to look for in the log.
  if (status === 500) void reply.header('x-request-id', request.id)
  // Serialized here: the route's own schemas describe its successes.
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body))
}

function failureOf(error: Error, request: FastifyRequest): ApiFailure {
  if (error instanceof ApiFailure) return error
  if (isDatabaseAway(error)) return busy({ reason: 'databaseAway' })
  if (isDatabaseFull(error)) return busy({ reason: 'databaseFull' })
  if (isFastifyError(error) && error.statusCode !== undefined && error.statusCode < 500)
    return frameworkFailure(error, error.statusCode, request.routeOptions.bodyLimit)
  request.log.error(error)
  return failure(500, { reason: isSafe(request) ? 'failedReading' : 'failedWriting' })
}

const isSafe = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD'

const isFastifyError = (error: Error): error is FastifyError => 'code' in error && typeof error.code === 'string'

function frameworkFailure(error: FastifyError, status: number, bodyLimit: number): ApiFailure {
  if (status === 413) return failure(413, { reason: 'bodyTooLarge', most: `${bodyLimit / 1024} kB` })
  if (status === 415) return failure(415, { reason: 'wrongMediaType' })
  return new ApiFailure(status, status === 400 ? VALIDATION : status, [
    { reason: 'invalidRequest', detail: error.message },
  ])
}
