import type { FastifyReply, FastifyRequest } from 'fastify'
import { ApiFailure, busy } from '#server/operations/api-failure.ts'

/** The bodies that are under way, from the head of their request to the end of its reply: no more than fit into `most` bytes. */
export class Bodies {
  readonly #most: number
  #expected = 0

  constructor(most: number) {
    this.#most = most
  }

  /** In bytes: as many as the requests under way may still send, whether they did or not. */
  get expected(): number {
    return this.#expected
  }

  /** To be called before a body is read. Throws an `ApiFailure`: 415 for one that is compressed, 503 where it does not fit. */
  admit(request: FastifyRequest, reply: FastifyReply, limit: number): void {
    // Decompressed, it could be a thousand times what its sender paid for.
    const encoding = request.headers['content-encoding'] ?? 'identity'
    if (encoding.toLowerCase() !== 'identity')
      throw new ApiFailure(415, 415, 'Unsupported content encoding [send the body as it is]')
    // A longer one is refused without being read.
    const bytes = Math.min(lengthOf(request), limit)
    if (bytes === 0) return
    if (this.#expected + bytes > this.#most) throw busy('Too many bodies at once [try again in a moment]')
    this.#expected += bytes
    // Also where the caller hangs up.
    reply.raw.once('close', () => (this.#expected -= bytes))
  }
}

/** In bytes, as announced; `Infinity` for a body in chunks, which announces nothing. */
export function lengthOf({ headers }: FastifyRequest): number {
  if (headers['transfer-encoding'] !== undefined) return Infinity
  return Number(headers['content-length'] ?? 0)
}
