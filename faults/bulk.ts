import { setTimeout as wait } from 'node:timers/promises'
import type { BulkChange } from '#contract/bulk-changes.ts'
import type { Database } from '#server/database/tables.ts'
import { insertAgent } from '#server/testing/fixtures.ts'
import type { PostgresServer } from '#server/testing/postgres-server.ts'
import type { ServerProcess } from '#server/testing/server-process.ts'
import { wrongLevels } from './audit.ts'
import { isReady, send, type Call } from './http.ts'
import { median, slowest, type Outcome } from './outcome.ts'
import type { Sabotage } from './sabotage.ts'
import { startServer } from './server-process.ts'
import { CLIENT, furnish, onPostgres, untilQuiet, withDatabase, type NewSite, type Site } from './site.ts'
import { until } from './until.ts'

const AGENTS = 30
const SKILL = 1
const MOST_DONE_BEFORE = 20
const MOST_MS_AFTER = 10

/**
 * A server is killed with SIGKILL in the middle of a bulk change, again and again. In every second round another copy runs beside
 * it and has to go on; in the others it is started again. `sabotage` is the module that kills the server from inside.
 */
export async function bulk(
  newSite: NewSite,
  { rounds, sabotage }: { rounds: number; sabotage?: Sabotage },
): Promise<Outcome> {
  const site = await newSite()
  const servers: ServerProcess[] = []
  const start = async (how?: Sabotage) => {
    const server = await startServer({ env: site.env, sabotage: how })
    servers.push(server)
    return server
  }
  try {
    const [account] = await furnish(site, 1)
    const agents = await withDatabase(site, addAgents)
    const call = callerIn(account?.session ?? '')
    const wentOnAfter: number[] = []
    const violations: string[] = []
    let doneBefore = 0
    let next = await start(sabotage)
    for (let round = 1; round <= rounds && !violations.length; round++) {
      const killed = next
      const copy = round % 2 === 0 ? await start() : undefined
      const { id } = await call<{ id: number }>(killed.url, {
        method: 'POST',
        path: '/dashboard/bulk-changes',
        body: { who: { agents }, changes: [{ kind: round % 2 ? 'weaker' : 'stronger', agentSkill: SKILL }] },
      })
      const path = `/dashboard/bulk-changes/${id}`
      // The copy may make the preview.
      await until(
        'the preview is complete',
        async () => (await call<BulkChange>(killed.url, { method: 'GET', path })).isPlanned,
      )
      await call(killed.url, { method: 'POST', path: `${path}/apply`, body: {} })
      const enough = sabotage ? Infinity : 1 + Math.floor(Math.random() * MOST_DONE_BEFORE)
      const read = () => call<BulkChange>(next.url, { method: 'GET', path })
      // One that kills itself may do so under the question.
      const isEnough = () =>
        read().then(
          ({ items }) => items.applied >= enough,
          () => false,
        )
      await until('items are applied', async () => killed.hasEnded() || isEnough())
      await wait(Math.random() * MOST_MS_AFTER)
      await killed.end('SIGKILL')
      doneBefore += await withDatabase(site, (db) => countApplied(db, id))
      next = copy ?? (await start())
      wentOnAfter.push(await until('the bulk change ends', async () => (await read()).finishedAt !== undefined))
      violations.push(...(await auditBulk(site, id)).map((sentence) => `round ${round}: ${sentence}`))
    }
    return {
      figures: {
        rounds: wentOnAfter.length,
        'items done when killed': doneBefore,
        'done after the kill, median': median(wentOnAfter),
        'done after the kill, slowest': slowest(wentOnAfter),
      },
      violations,
    }
  } finally {
    for (const server of servers) await server.end('SIGKILL')
    await site.drop()
  }
}

/** PostgreSQL is restarted in the middle of a bulk change. */
export async function bulkWhileAway(postgres: PostgresServer): Promise<Outcome> {
  const site = await onPostgres(postgres.url)()
  const servers: ServerProcess[] = []
  try {
    const [account] = await furnish(site, 1)
    const agents = await withDatabase(site, addAgents)
    const call = callerIn(account?.session ?? '')
    const { url } = await startServer({ env: site.env }).then((server) => (servers.push(server), server))
    const { id } = await call<{ id: number }>(url, {
      method: 'POST',
      path: '/dashboard/bulk-changes',
      body: { who: { agents }, changes: [{ kind: 'weaker', agentSkill: SKILL }] },
    })
    const path = `/dashboard/bulk-changes/${id}`
    const read = () => call<BulkChange>(url, { method: 'GET', path })
    await call(url, { method: 'POST', path: `${path}/apply`, body: {} })
    await until('items are applied', async () => (await read()).items.applied > 0)
    await postgres.end('SIGINT')
    await until('the server says that it is not ready', async () => !(await isReady(url)))
    await postgres.restart()
    await until('the server is ready again', () => isReady(url))
    const goesOn = await until('the bulk change ends', async () => (await read()).finishedAt !== undefined)
    return { figures: { 'done after': `${(goesOn / 1000).toFixed(1)} s` }, violations: await auditBulk(site, id) }
  } finally {
    for (const server of servers) await server.end('SIGKILL')
    await site.drop()
  }
}

async function addAgents(db: Database): Promise<number[]> {
  const agents: number[] = []
  for (let i = 1; i <= AGENTS; i++)
    agents.push(await insertAgent(db, CLIENT, { loginId: `BULK-${100 + i}`, skills: { [SKILL]: 3 } }))
  return agents
}

const callerIn =
  (session: string) =>
  async <Body>(server: URL, call: Omit<Call, 'session'>): Promise<Body> => {
    const { status, body } = await send(server, { ...call, session })
    if (status >= 300) throw new Error(`${call.method} ${call.path}: ${status} ${body}`)
    // The route's own schema wrote it.
    return JSON.parse(body || '{}') as Body
  }

async function countApplied(db: Database, id: number): Promise<number> {
  const rows = await db
    .selectFrom('bulk_change_item')
    .select('item')
    .where('bulk_change_id', '=', id)
    .where('outcome', '=', 'applied')
    .execute()
  return rows.length
}

/** Compares the items with the history and with the levels of the agents: each was done once, and says so. */
const auditBulk = (site: Site, id: number): Promise<string[]> =>
  withDatabase(site, async (db) => {
    await untilQuiet(db)
    const items = await db.selectFrom('bulk_change_item').selectAll().where('bulk_change_id', '=', id).execute()
    const changes = await db.selectFrom('change').selectAll().where('bulk_change_id', '=', id).execute()
    const held = await db.selectFrom('agent_skill_assignment').selectAll().where('agent_skill_id', '=', SKILL).execute()
    const levels = new Map(held.map((row) => [row.agent_id, row.proficiency]))
    const lineOf = (item: number | null, agent: number | null, before: number | null, after: number | null) =>
      `item ${item} of agent ${agent} from ${before} to ${after}`
    const done = changes.map((change) => {
      const [before, after] = [change.before_fields, change.after_fields].map(levelIn)
      return lineOf(change.bulk_change_item, change.agent_id, before ?? null, after ?? null)
    })
    const planned = items.map((item) => lineOf(item.item, item.agent_id, item.before_value, item.after_value))
    const faults = [
      ...items.filter(({ outcome }) => outcome !== 'applied').map((item) => `item ${item.item} ended ${item.outcome}`),
      ...planned.filter((line) => !done.includes(line)).map((line) => `${line} has no history`),
      ...done.filter((line, i) => done.indexOf(line) !== i).map((line) => `${line} was done twice`),
      ...items
        .filter((item) => levels.get(item.agent_id) !== item.after_value)
        .map((item) => `agent ${item.agent_id} is at ${levels.get(item.agent_id)}, not at ${item.after_value}`),
    ]
    return [...(faults[0] === undefined ? [] : [`${faults.length} faults (${faults[0]})`]), ...(await wrongLevels(db))]
  })

// Written by the server.
const levelIn = (json: string | null) =>
  json === null ? null : ((JSON.parse(json) as { proficiency?: number }).proficiency ?? null)
