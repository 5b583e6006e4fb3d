import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { networksOf } from '#server/operations/networks.ts'
import { ofSocket } from '#server/http/addresses.ts'
import type { Limits } from '#server/http/limits.ts'

/** Of those that were refused, as many are named in a line of the log. */
const NAMED = 5

/** How often the log says how many were refused, in milliseconds: there may be thousands a second. */
const TOLD_EVERY = 10_000

/**
 * Refuses connections beyond what the server may hold, and those of a caller who has a share of them already, once others may
 * need the rest. A proxy that is trusted speaks for many callers and has no share.
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

  /** Those since the last time, with the first addresses among them; undefined where there were none. */
  take(): { count: number; addresses: string[] } | undefined {
    if (this.#count === 0) return undefined
    const taken = { count: this.#count, addresses: [...this.#addresses] }
    this.#count = 0
    this.#addresses.clear()
    return taken
  }
}
