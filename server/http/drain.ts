import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** The time for a balancer to ask, to be refused, and to send the next requests elsewhere. */
const NOTICE_MS = 3000

/** A caller that has not asked for this long does not ask regularly. */
const ASKS_WITHIN_MS = 60_000

/** A connection that was opened to say something has said it by then. */
const FIRST_WORD_MS = 1000

/** The announced end of a server: once begun, the server is not ready, but still serves. */
export class Drain {
  #hasBegun = false
  #askedAt: number | undefined

  get hasBegun(): boolean {
    return this.#hasBegun
  }

  /** Somebody asked whether the server is ready. */
  noteQuestion(): void {
    // The time of day may jump.
    this.#askedAt = performance.now()
  }

  /** Resolves once the callers that ask whether it is ready have had time to hear that it is not; at once if there are none. */
  async begin(): Promise<void> {
    this.#hasBegun = true
    if (this.#askedAt !== undefined && performance.now() - this.#askedAt < ASKS_WITHIN_MS) await wait(NOTICE_MS)
  }
}

/** Each connection ends with its next reply: closed while idle, it could meet a request on its way. */
export function letGoOf(app: FastifyInstance, drain: Drain): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (drain.hasBegun) void reply.header('connection', 'close')
    done()
  })
  hangUpOnTheSilent(app)
}

/**
 * Browsers open connections in advance, and may never use them. Node does not count those as idle: they would delay the end until
 * the time for a head to arrive is over.
 */
function hangUpOnTheSilent(app: FastifyInstance): void {
  const sockets = new Set<Socket>()
  app.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const hangUp = () => {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  }
  app.addHook('preClose', (done) => {
    if (sockets.size) setTimeout(hangUp, FIRST_WORD_MS).unref()
    done()
  })
}
