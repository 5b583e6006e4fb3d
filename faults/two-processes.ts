import { audit } from './audit.ts'
import type { Outcome } from './outcome.ts'
import type { Sabotage } from './sabotage.ts'
import { startServer } from './server-process.ts'
import { furnish, type NewSite } from './site.ts'
import { keepWriting, Writer } from './writer.ts'

const WRITERS = 4

/** Two servers on one file, and writes through both. */
export async function twoProcesses(
  newSite: NewSite,
  { writes, sabotage }: { writes: number; sabotage?: Sabotage },
): Promise<Outcome> {
  const site = await newSite()
  try {
    const writers = (await furnish(site, WRITERS)).map((account) => new Writer(account))
    const servers = await Promise.all([
      startServer({ env: site.env, sabotage }),
      startServer({ env: site.env, sabotage }),
    ])
    let turn = 0
    // Each writer goes back and forth: a write acknowledged by one server must be there on the other.
    const next = () => (servers[turn++ % 2] ?? servers[0]).url
    await Promise.all(
      writers.map((writer) =>
        keepWriting(
          writer,
          next,
          () => writer.counts.acknowledged >= writes / WRITERS || writer.counts.refused > writes,
        ),
      ),
    )
    await Promise.all(servers.map((server) => server.end('SIGKILL')))
    const sum = (what: 'acknowledged' | 'refused') => writers.reduce((all, { counts }) => all + counts[what], 0)
    return {
      figures: { acknowledged: sum('acknowledged'), refused: sum('refused') },
      violations: [...writers.flatMap(({ wrong }) => wrong ?? []), ...(await audit(site, writers))],
    }
  } finally {
    await site.drop()
  }
}
