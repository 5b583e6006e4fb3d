import { audit } from './audit.ts'
import { isReady, send, type Reply } from './http.ts'
import type { Outcome } from './outcome.ts'
import { startServer } from './server-process.ts'
import { furnish, withDatabase, type NewSite } from './site.ts'
import type { SmallDisk } from './tmpfs.ts'
import { until } from './until.ts'
import { keepWriting, Writer } from './writer.ts'

const WRITERS = 3
const WRITES_EACH = 10
const REFUSED_EACH = 10
const LONGER_THAN_A_MINUTE = 90_000

/** The disk that the database is on has no room left, and later has room again. As a control it is not filled at all. */
export async function full(newSite: NewSite, disk: SmallDisk, { fills = true } = {}): Promise<Outcome> {
  const site = await newSite()
  try {
    const accounts = await furnish(site, WRITERS)
    const writers = accounts.map((account) => new Writer(account))
    const server = await startServer({ env: site.env })
    const violations = new Set<string>()
    const refusals = new Set<string>()
    const look = ({ status, body }: Reply) => {
      if (status === 503) refusals.add(body)
      else if (status >= 300) violations.add(`answered ${status} ${body}`)
    }
    const writeUntil = (isOver: (writer: Writer) => boolean) =>
      Promise.all(
        writers.map((writer) =>
          keepWriting(
            writer,
            () => server.url,
            () => isOver(writer),
            look,
          ),
        ),
      )

    await writeUntil(({ counts }) => counts.acknowledged >= WRITES_EACH)
    // Reading in these sessions would now be written down.
    await withDatabase(site, (db) =>
      db
        .updateTable('session')
        .set({ last_used_at: Date.now() - LONGER_THAN_A_MINUTE })
        .execute(),
    )
    if (fills) disk.fill()
    // Rows that fit into existing pages may still be saved.
    await writeUntil(({ counts }) => counts.refused >= REFUSED_EACH || counts.acknowledged >= 100 * WRITES_EACH)
    if (!refusals.size) violations.add('nothing was refused')
    for (const body of refusals) if (!body.includes('Database full')) violations.add(`refused with ${body}`)
    let read = 0
    for (const { session } of accounts) {
      const { status, body } = await send(server.url, {
        method: 'GET',
        path: '/configuration/agents?count=10&offset=0',
        session,
      })
      if (status === 200) read++
      else violations.add(`reading was answered with ${status} ${body}`)
    }
    const refused = writers.reduce((sum, { counts }) => sum + counts.refused, 0)
    if (!(await isReady(server.url))) violations.add('not ready, although reading goes on')

    disk.makeRoom()
    const enough = writers.map(({ counts }) => counts.acknowledged + WRITES_EACH)
    const goneOn = await until('writes go on', async () => {
      await writeUntil((writer) => writer.counts.acknowledged >= (enough[writers.indexOf(writer)] ?? 0))
      return true
    })
    await server.end('SIGKILL')
    return {
      figures: {
        acknowledged: writers.reduce((sum, { counts }) => sum + counts.acknowledged, 0),
        'refused for want of room': refused,
        'read meanwhile': `${read} of ${accounts.length}`,
        'gone on after': `${(goneOn / 1000).toFixed(1)} s`,
      },
      violations: [...violations, ...(await audit(site, writers))],
    }
  } finally {
    disk.makeRoom()
    await site.drop()
  }
}
