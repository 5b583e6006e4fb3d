import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below the range from which systems hand out ports. */
const PORTS = { from: 20_000, to: 32_000 }

/**
 * A free port of the loopback address for a server that comes back on it after a while: until then nobody else is given it. One
 * that the system chose (0) may be another's by then.
 */
export async function lastingPort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to)
    const server = createServer().listen(port, '127.0.0.1')
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    )
    server.close()
    if (isFree) {
      await once(server, 'close')
      return port
    }
  }
}
