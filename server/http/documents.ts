import { hash } from 'node:crypto'
import { brotliCompressSync, constants } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { isKnown, tagOf } from '#server/http/preconditions.ts'

/** A text that stays the same as long as the process lives. */
interface LastingText {
  type: string
  text: string
  tag: string
  brotli: Buffer
}

/** Returns a function that makes and compresses the text once, at its first call. */
export function lastingText(type: string, make: () => string): () => LastingText {
  let made: LastingText | undefined
  return () => {
    if (made) return made
    const text = make()
    const brotli = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
    return (made = { type, text, tag: tagOf(hash('sha1', text, 'base64url')), brotli })
  }
}

// As browsers say it, without a weight. Any other form gets the text compressed again, or plain.
const TAKES_BROTLI = /(?:^|,)\s*br\s*(?:,|$)/i

/** Serves such a text; a caller who has it learns only whether it changed. */
export function serveText(app: FastifyInstance, url: string, lasting: () => LastingText): void {
  app.route({
    method: ['GET', 'HEAD'],
    url,
    handler(request, reply) {
      const { type, text, tag, brotli } = lasting()
      void reply.headers({ etag: tag, 'cache-control': 'no-cache', vary: 'accept-encoding' })
      if (isKnown(request, reply)) return reply.code(304).send()
      void reply.type(type)
      const takesBrotli = TAKES_BROTLI.test(String(request.headers['accept-encoding'] ?? ''))
      return takesBrotli ? reply.header('content-encoding', 'br').send(brotli) : reply.send(text)
    },
  })
}
