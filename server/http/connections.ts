import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { networksOf } from '#server/operations/networks.ts'
import { ofSocket } from '#server/http/addresses.ts'
import type { Limits } from '#server/http/limits.ts'

/** A log line names at most this many of the refused addresses. */
const NAMED = 5

/** In milliseconds. A flood is thousands of refusals a second, so the log gets their sum. */
const TOLD_EVERY = 10_000

/**
 * Limits the connections of the server, and of each caller once more than half of all are open. Below that, one caller may have
 * many: an office behind one address, or a load test. Trusted proxies have no limit of their own, because they speak for many callers.
 */
export function limitConnections(app: FastifyInstance, limits: Limits, isProxy?: (address: string) => boolean): void {
  const open = new Map<string, number>()
  const refusals = new Refusals()
  let total = 0
  app.server.maxConnections = limits.connections
  app.server.on('drop', (connection) => refusals.note(connection?.remoteAddress))
  app.server.on('connection', (socket: Socket) => {
    total++
    socket.once('close', () => total--)
    const address = ofSocket(socket)
    if (isProxy?.(address)) return
    const { caller } = networksOf(address)
    const mine = (open.get(caller) ?? 0) + 1
    if (mine > limits.connectionsOfOne && total > limits.connections / 2) {
      refusals.note(address)
      socket.destroy()
      return
    }
    open.set(caller, mine)
    socket.once('close', () => {
      const left = (open.get(caller) ?? 1) - 1
      if (left) open.set(caller, left)
      else open.delete(caller)
    })
  })

  const tell = () => {
    const line = refusals.take()
    if (line) app.log.warn({ event: 'connections-refused', ...line }, 'connections refused: there are too many')
  }
  const timer = setInterval(tell, TOLD_EVERY).unref()
  app.addHook('onClose', () => {
    clearInterval(timer)
    tell()
  })
}

class Refusals {
  #count = 0
  #addresses = new Set<string>()

  note(address = 'unknown'): void {
    this.#count++
    if (this.#addresses.size < NAMED) this.#addresses.add(address)
  }

  /** Returns the refusals since the last call; undefined if there were none. */
  take(): { count: number; addresses: string[] } | undefined {
    if (this.#count === 0) return undefined
    const taken = { count: this.#count, addresses: [...this.#addresses] }
    this.#count = 0
    this.#addresses.clear()
    return taken
  }
}
