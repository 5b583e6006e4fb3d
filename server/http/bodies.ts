import type { FastifyReply, FastifyRequest } from 'fastify'
import { busy, failure } from '#server/operations/api-failure.ts'

/** Limits how much memory all request bodies take together. A body counts from the head of its request to the end of the reply. */
export class Bodies {
  readonly #most: number
  #expected = 0

  /** `most` is in bytes. */
  constructor(most: number) {
    this.#most = most
  }

  /** Makes room for a body before it is read. Throws an `ApiFailure`: 415 for a compressed body, 503 if there is no room. */
  admit(request: FastifyRequest, reply: FastifyReply, limit: number): void {
    // A kilobyte of gzip can hold a megabyte.
    const encoding = request.headers['content-encoding'] ?? 'identity'
    if (encoding.toLowerCase() !== 'identity') {
      void reply.header('accept-encoding', 'identity')
      throw failure(415, { reason: 'wrongEncoding' })
    }
    // Fastify refuses a longer body without reading it.
    const bytes = Math.min(lengthOf(request), limit)
    if (bytes === 0) return
    if (this.#expected + bytes > this.#most) throw busy({ reason: 'tooManyBodies' })
    this.#expected += bytes
    // This happens too if the caller hangs up.
    reply.raw.once('close', () => (this.#expected -= bytes))
  }
}

/** Returns the announced length in bytes, and `Infinity` for a chunked body, which announces none. */
export function lengthOf({ headers }: FastifyRequest): number {
  if (headers['transfer-encoding'] !== undefined) return Infinity
  return Number(headers['content-length'] ?? 0)
}
