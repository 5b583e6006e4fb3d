import { sql } from 'kysely'
import { median, slowest, type Outcome } from './outcome.ts'
import type { Sabotage } from './sabotage.ts'
import { startServer } from './server-process.ts'
import { withDatabase, type NewSite } from './site.ts'

const COPIES = 3
const DEMO_AGENTS = 300
const FIRST_FILLS = {
  'demo data': { DEMO_DATA: 'on', DEMO_AGENTS: String(DEMO_AGENTS) },
  'a first user': { ADMIN_USER: 'admin', ADMIN_PASSWORD: 'first-pass-1' },
}

type FirstFill = keyof typeof FIRST_FILLS

/** Three copies start at once on an empty database, and all want to make its tables and to fill it. */
export async function starters(newSite: NewSite, fill: FirstFill, sabotage?: Sabotage): Promise<Outcome> {
  const site = await newSite()
  try {
    const env = { ...site.env, ...FIRST_FILLS[fill] }
    const starts = await Promise.allSettled(Array.from({ length: COPIES }, () => startServer({ env, sabotage })))
    const up = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
    const violations = starts.flatMap((start) => (start.status === 'rejected' ? [String(start.reason)] : []))
    await Promise.all(up.map((server) => server.end('SIGKILL')))
    return {
      figures: {
        'up of three': up.length,
        'up after, median': median(up.map((server) => server.readyAfterMs)),
        'up after, slowest': slowest(up.map((server) => server.readyAfterMs)),
      },
      violations: [...violations, ...(up.length ? await lookAtTables(newSite, site, fill) : [])],
    }
  } finally {
    await site.drop()
  }
}

/** A first start is killed in the middle of its migrations; the next one finds its way. */
export async function killedInMigration(
  newSite: NewSite,
  sabotage: 'die-in-migration' | 'die-in-loose-migration' = 'die-in-migration',
): Promise<Outcome> {
  const site = await newSite()
  try {
    const env = { ...site.env, ...FIRST_FILLS['a first user'] }
    const violations: string[] = []
    await startServer({ env, sabotage }).then(
      (server) => {
        violations.push('nothing was killed')
        return server.end('SIGKILL')
      },
      () => undefined,
    )
    const next = await startServer({ env }).catch(String)
    if (typeof next === 'string') return { figures: { 'next start': 'failed' }, violations: [...violations, next] }
    await next.end('SIGKILL')
    return {
      figures: { 'next start': 'complete', 'up after': slowest([next.readyAfterMs]) },
      violations: [...violations, ...(await lookAtTables(newSite, site, 'a first user'))],
    }
  } finally {
    await site.drop()
  }
}

type Counted = Record<'migrations' | 'clients' | 'users' | 'agents' | 'passwords', number>

/** The same as one copy alone leaves behind. */
async function lookAtTables(newSite: NewSite, site: Awaited<ReturnType<NewSite>>, fill: FirstFill): Promise<string[]> {
  const alone = await newSite()
  try {
    await (await startServer({ env: { ...alone.env, ...FIRST_FILLS[fill] } })).end('SIGKILL')
    const [one, all] = [await count(alone), await count(site)]
    return Object.entries(one)
      .filter(([what, number]) => all[what as keyof Counted] !== number)
      .map(([what, number]) => `${all[what as keyof Counted]} ${what} instead of ${number}`)
  } finally {
    await alone.drop()
  }
}

const count = (site: Awaited<ReturnType<NewSite>>): Promise<Counted> =>
  withDatabase(site, async (db) => {
    const { rows } = await sql<Counted>`select
      (select count(*) from kysely_migration) as migrations,
      (select count(*) from client) as clients,
      (select count(*) from user_account) as users,
      (select count(*) from agent) as agents,
      (select count(*) from agent_password_history) as passwords`.execute(db)
    const [counted] = rows
    if (!counted) throw new Error('A count has a row.')
    return counted
  })
