import { once } from 'node:events'
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isReady } from './http.ts'

const ASK_EVERY_MS = 200

interface Balancer {
  url: URL
  /** Whether a copy is sent requests. */
  isIn(copy: URL): boolean
  close(): void
}

/**
 * Sends requests to several copies in turn, over kept connections, as long as each says that it is ready. Sends nothing twice: a
 * request that a copy leaves unanswered fails.
 */
export async function startBalancer(copies: readonly URL[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true })
  const ready = new Set<string>()
  const ask = () =>
    Promise.all(copies.map(async (copy) => ((await isReady(copy)) ? ready.add(copy.href) : ready.delete(copy.href))))
  await ask()
  const asking = setInterval(() => void ask(), ASK_EVERY_MS)
  let turn = 0

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const choice = copies.filter((copy) => ready.has(copy.href))
    const copy = choice[turn++ % choice.length]
    if (!copy) {
      outgoing.writeHead(502).end()
      return
    }
    const { connection: _, ...headers } = incoming.headers
    const call = request(new URL(incoming.url ?? '/', copy), { method: incoming.method, agent, headers })
    call.on('error', () => outgoing.destroy())
    call.on('response', (reply) => {
      const { connection: _closes, ...rest } = reply.headers
      outgoing.writeHead(reply.statusCode ?? 502, rest)
      reply.pipe(outgoing)
      reply.on('error', () => outgoing.destroy())
    })
    incoming.pipe(call)
  }

  const server = createServer(pass).listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A TCP server's address is an object.
  const { port } = server.address() as AddressInfo
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    isIn: (copy) => ready.has(copy.href),
    close() {
      clearInterval(asking)
      server.close()
      server.closeAllConnections()
      agent.destroy()
    },
  }
}
