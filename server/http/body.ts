import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { lengthOf } from '#server/http/bodies.ts'
import { excessOf } from '#server/http/json-bounds.ts'
import { failure, invalid } from '#server/operations/api-failure.ts'

const JSON_TYPE = /^(application\/json|text\/json|application\/[\w.-]+\+json)\s*(;|$)/i

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i

/** ASCII is a part of it. */
const UTF_8 = /^(utf-?8|us-ascii)$/i

/**
 * Reads bodies of JSON in UTF-8. An empty body is none: clients send a `Content-Type` with PUT and DELETE and nothing behind it, so
 * that is not looked at.
 */
export function parseBodies(app: FastifyInstance): void {
  // Such keys are unknown ones, and unknown ones are ignored.
  const parseJson = app.getDefaultJsonParser('remove', 'remove')
  app.removeAllContentTypeParsers()
  app.addHook('onRequest', (request, _reply, done) => {
    const { headers } = request.raw
    if (headers['content-type'] !== undefined && lengthOf(request) === 0) delete headers['content-type']
    done()
  })
  app.addContentTypeParser<Buffer>(JSON_TYPE, { parseAs: 'buffer' }, (request, bytes, done) => {
    if (!bytes.length) return done(null, undefined)
    const [, charset = 'utf-8'] = CHARSET.exec(request.headers['content-type'] ?? '') ?? []
    if (!UTF_8.test(charset)) return done(failure(415, { reason: 'wrongCharset' }))
    if (!isUtf8(bytes)) return done(invalid({ reason: 'notUtf8' }))
    const body = bytes.toString()
    if (body.trim() === '') return done(null, undefined)
    const excess = excessOf(body)
    if (excess !== undefined) return done(invalid(excess))
    // The parser's own callback, and never a promise.
    void parseJson(request, body, (error, value) => (error ? done(invalid({ reason: 'notJson' })) : done(null, value)))
  })
  app.addContentTypeParser('*', (request, body, done) => refuseUnlessEmpty(request, body, done))
}

/** The length of a chunked body is known when it ends. */
function refuseUnlessEmpty(
  request: FastifyRequest,
  body: IncomingMessage,
  done: (error: Error | null, body?: undefined) => void,
): void {
  const refuse = () => done(failure(415, { reason: 'wrongMediaType' }))
  if (lengthOf(request) !== Infinity) return refuse()
  const onEnd = () => done(null)
  body.once('end', onEnd)
  body.once('data', () => {
    body.off('end', onEnd)
    body.pause()
    refuse()
  })
}
