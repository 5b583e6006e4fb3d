import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { VALIDATION, type ErrorShape } from '#contract/errors.ts'
import { isDatabaseAway, isDatabaseFull } from '#server/database/failures.ts'
import { ApiFailure, busy } from '#server/operations/api-failure.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    errorShape?: ErrorShape
  }
}

/** Every error leaves the server through here: in its method's shape, with a sentence, never with a stack trace. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<Error>((error, request, reply) => sendError(failureOf(error, request), request, reply))
}

/** A request that no route was found for because its URL cannot be read. */
export function answerFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void sendError(failureOf(error, request), request, reply)
}

function sendError({ status, code, message, retryAfter }: ApiFailure, request: FastifyRequest, reply: FastifyReply) {
  const shape = request.routeOptions.config.errorShape ?? 'code'
  const body = shape === 'code' ? { code, message } : { errorCode: code, errorMessage: message }
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter)
  // Serialized here: the route's own schemas describe its successes.
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body))
}

function failureOf(error: Error, request: FastifyRequest): ApiFailure {
  if (error instanceof ApiFailure) return error
  if (isFastifyError(error) && error.statusCode !== undefined && error.statusCode < 500)
    return frameworkFailure(error, error.statusCode)
  if (isDatabaseAway(error)) return busy('Database unavailable [try again in a moment]')
  if (isDatabaseFull(error)) return busy('Database full [nothing was changed; reading goes on]')
  request.log.error(error)
  return new ApiFailure(500, 500, 'Internal error [the server failed; nothing was changed]')
}

const isFastifyError = (error: Error): error is FastifyError => 'code' in error && typeof error.code === 'string'

function frameworkFailure(error: FastifyError, status: number): ApiFailure {
  if (status === 413) return new ApiFailure(413, 413, 'Body too large [1 MB at most]')
  if (status === 415) return new ApiFailure(415, 415, 'Unsupported media type [application/json is accepted]')
  return new ApiFailure(status, status === 400 ? VALIDATION : status, `Invalid request [${error.message}]`)
}
