import { setTimeout as wait } from 'node:timers/promises'
import { audit } from './audit.ts'
import { median, slowest, type Outcome } from './outcome.ts'
import type { Sabotage } from './sabotage.ts'
import { startServer } from './server-process.ts'
import { furnish, type NewSite } from './site.ts'
import { keepWriting, Writer } from './writer.ts'

const WRITERS = 4
const MOST_WRITES = 40
const MOST_MS_AFTER = 15

/** One round in so many, the second of them first, the server is killed at rest: every write has been answered. */
const AT_REST_EVERY = 4

/**
 * Enough rounds to find a server that breaks its promise; the first broken one ends the run. On SQLite a server that acknowledges
 * unsaved writes is found by the second round: at rest, all of its writes were acknowledged.
 */
export const CONTROL_ROUNDS = 100

/** The server is killed with SIGKILL, again and again, at random moments under writes and after them, until a promise is broken. */
export async function kill(
  newSite: NewSite,
  { rounds, sabotage }: { rounds: number; sabotage?: Sabotage },
): Promise<Outcome> {
  const site = await newSite()
  try {
    const writers = (await furnish(site, WRITERS)).map((account) => new Writer(account))
    const acknowledged = () => writers.reduce((sum, { counts }) => sum + counts.acknowledged, 0)
    const starts: number[] = []
    const violations: string[] = []
    let killedInFlight = 0
    for (let round = 1; round <= rounds && !violations.length; round++) {
      const server = await startServer({ env: site.env, sabotage })
      starts.push(server.readyAfterMs)
      const enough = acknowledged() + 1 + Math.floor(Math.random() * MOST_WRITES)
      const isEnough = () => acknowledged() >= enough
      const isAtRest = round % AT_REST_EVERY === 2
      let over = false
      const writing = Promise.all(
        writers.map((writer) =>
          keepWriting(
            writer,
            () => server.url,
            () => over,
          ),
        ),
      )
      while (!isEnough() && !server.hasEnded() && !writers.some(({ wrong }) => wrong)) await wait(1)
      if (isAtRest) {
        over = true
        await writing
      } else await wait(Math.random() * MOST_MS_AFTER)
      await server.end('SIGKILL')
      over = true
      await writing
      killedInFlight += writers.filter((writer) => writer.isUnsettled).length
      violations.push(...writers.flatMap(({ wrong }) => wrong ?? []))
      violations.push(...(await audit(site, writers)).map((sentence) => `round ${round}: ${sentence}`))
    }
    return {
      figures: {
        rounds: starts.length,
        acknowledged: acknowledged(),
        'in flight when killed': killedInFlight,
        'up again, median': median(starts),
        'up again, slowest': slowest(starts),
      },
      violations,
    }
  } finally {
    await site.drop()
  }
}
