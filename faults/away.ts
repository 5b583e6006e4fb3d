import { sql } from 'kysely'
import { setTimeout as wait } from 'node:timers/promises'
import type { PostgresServer } from '#server/testing/postgres-server.ts'
import { audit } from './audit.ts'
import { isReady, send, type Reply } from './http.ts'
import type { Outcome } from './outcome.ts'
import type { Sabotage } from './sabotage.ts'
import { startServer } from './server-process.ts'
import { furnish, onPostgres, withDatabase, type Site } from './site.ts'
import { until } from './until.ts'
import { keepWriting, Writer } from './writer.ts'

const WRITERS = 6
const WRITES_BEFORE = 20

interface Kind {
  begin(postgres: PostgresServer, site: Site): Promise<unknown> | void
  end(postgres: PostgresServer): Promise<unknown> | void
  /** Nobody can be served while it lasts. */
  isOutage: boolean
}

const KINDS = {
  restarted: { begin: (postgres) => postgres.end('SIGINT'), end: (postgres) => postgres.restart(), isOutage: true },
  crashed: { begin: (postgres) => postgres.end('SIGQUIT'), end: (postgres) => postgres.restart(), isOutage: true },
  frozen: { begin: (postgres) => postgres.freeze(), end: (postgres) => postgres.thaw(), isOutage: true },
  'sessions ended': { begin: (_postgres, site) => endSessions(site), end: () => undefined, isOutage: false },
} satisfies Record<string, Kind>

export type Away = keyof typeof KINDS

const endSessions = (site: Site) =>
  withDatabase(site, (db) =>
    sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.execute(db),
  )

/** PostgreSQL is not there for a while, under writes and reads. `heldForMs` is how long the outage lasts after it was noticed. */
export async function away(
  postgres: PostgresServer,
  name: Away,
  { heldForMs = 0, sabotage }: { heldForMs?: number; sabotage?: Sabotage } = {},
): Promise<Outcome> {
  const kind: Kind = KINDS[name]
  const site = await onPostgres(postgres.url)()
  try {
    const writers = (await furnish(site, WRITERS)).map((account) => new Writer(account))
    const server = await startServer({ env: site.env, sabotage })
    const acknowledged = () => writers.reduce((sum, { counts }) => sum + counts.acknowledged, 0)
    const violations = new Set<string>()
    let refused = 0
    let unknown = 0
    const look = ({ status, headers, body }: Reply) => {
      if (status < 300) return
      if (status !== 503) violations.add(`answered ${status} ${body}`)
      else if (headers['retry-after'] !== undefined) refused++
      else if (body.includes('Database lost while saving')) unknown++
      else violations.add(`answered 503 without Retry-After: ${body}`)
    }
    let over = false
    const isOver = () => over || server.hasEnded()
    const load = Promise.all([
      ...writers.map((writer) => keepWriting(writer, () => server.url, isOver, look)),
      keepReading(server.url, writers[0]?.account.session, isOver, look),
    ])
    await until('writes begin', () => acknowledged() >= WRITES_BEFORE || violations.size > 0)
    await kind.begin(postgres, site)
    if (kind.isOutage) {
      await until('the server says that it is not ready', async () => !(await isReady(server.url)))
      await until('requests are refused', () => refused + unknown > 0 || violations.size > 0)
      await wait(heldForMs)
    }
    await kind.end(postgres)
    const backAfter = await until('the server is ready again', async () => server.hasEnded() || isReady(server.url))
    const before = acknowledged()
    const mayWrite = () => writers.some((writer) => !writer.isUnsettled && writer.wrong === undefined)
    await until('writes go on', () => acknowledged() > before || !mayWrite() || server.hasEnded())
    over = true
    await load
    if (server.hasEnded()) violations.add(`the server ended: ${server.said()}`)
    await server.end('SIGKILL')
    return {
      figures: {
        acknowledged: acknowledged(),
        'refused with 503': refused,
        'told that nobody knows': unknown,
        'back after': `${(backAfter / 1000).toFixed(1)} s`,
      },
      violations: [...violations, ...(await audit(site, writers))],
    }
  } finally {
    await site.drop()
  }
}

async function keepReading(
  server: URL,
  session: string | undefined,
  isOver: () => boolean,
  look: (reply: Reply) => void,
): Promise<void> {
  while (!isOver())
    await send(server, {
      method: 'GET',
      path: '/configuration/agents?count=10&offset=0',
      ...(session && { session }),
    }).then(look, () => undefined)
}
