import type { FastifyInstance } from 'fastify'
import { excessOf } from '#server/http/json-bounds.ts'
import { invalid } from '#server/operations/api-failure.ts'

/** JSON, where an empty body is none: clients send `Content-Type: application/json` with PUT and DELETE and nothing behind it. */
export function parseBodies(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.trim() === '') return done(null, undefined)
    const excess = excessOf(body)
    if (excess !== undefined) return done(invalid(`Invalid body [${excess}]`))
    // The parser's own callback, and never a promise.
    void parseJson(request, body, (error, value) =>
      error ? done(invalid('Invalid body [it is not valid JSON]')) : done(null, value),
    )
  })
}
