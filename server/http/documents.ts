import { hash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { isKnown, tagOf } from '#server/http/preconditions.ts'

/** Serves a text that stays the same as long as the process lives: whoever has it asks only whether it is another one now. */
export function serveText(app: FastifyInstance, url: string, { type, text }: { type: string; text: string }): void {
  const tag = tagOf(hash('sha1', text, 'base64url'))
  app.route({
    method: ['GET', 'HEAD'],
    url,
    handler(request, reply) {
      void reply.headers({ etag: tag, 'cache-control': 'no-cache', vary: 'accept-encoding' })
      return isKnown(request, reply) ? reply.code(304).send() : reply.type(type).send(text)
    },
  })
}
