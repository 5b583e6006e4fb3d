import type { ExpressionBuilder, Insertable } from 'kysely'
import type { DemoAccount } from '#contract/dashboard.ts'
import { demoAgents, type DemoAgent } from '#server/database/demo-data/agents.ts'
import type { DemoClient, DemoUser } from '#server/database/demo-data/client.ts'
import { demo } from '#server/database/demo-data/demo.ts'
import { north } from '#server/database/demo-data/north.ts'
import { nameKeyOf } from '#server/database/name-keys.ts'
import { PART_TABLES, partRows } from '#server/database/search-parts.ts'
import { skipIdsInUse } from '#server/database/sequences.ts'
import { gatherStatistics } from '#server/database/statistics.ts'
import type { Database, Tables } from '#server/database/tables.ts'

export const DEMO_PASSWORD = 'demo-pass-1'

const AGENTS_OF_NORTH = 150

// The widest insert is that of the skills: 24 at most per agent, four values each, of the 32,766 that SQLite binds at once.
const AGENTS_AT_ONCE = 250

const DAY = 86_400_000

const powers = (user: DemoUser) =>
  user.role === 'Manager'
    ? `, ${user.administersAgents ? 'may' : 'may not'} administer agents${user.callCenter === undefined ? '' : ', some services'}`
    : ''

/** What the sign-in page offers. */
export const demoAccounts: readonly DemoAccount[] = [demo, north].flatMap((client) =>
  client.users.map((user) => ({
    clientName: client.code,
    userName: user.userName,
    password: DEMO_PASSWORD,
    role: `${user.role}${powers(user)}`,
  })),
)

interface DemoDataOptions {
  agents: number
  now: number
  hashPassword: (password: string) => Promise<string>
  onProgress?: (loaded: number, total: number) => void
}

/**
 * Fills an empty database, in one transaction: with all of it or, when it fails or the process dies, with nothing. `agents`
 * counts those of the client DEMO; the few that the specification's examples name are there even if it is less. The same
 * `now` (milliseconds) gives the same rows, but for the password's hash. `onProgress` hears of every percent.
 */
export async function loadDemoData(db: Database, options: DemoDataOptions): Promise<void> {
  const { now } = options
  // One hash for everybody: two thousand would take a minute.
  const passwordHash = await options.hashPassword(DEMO_PASSWORD)
  const parts = [
    { client: demo, count: Math.max(options.agents, demo.namedAgents.length) },
    { client: north, count: AGENTS_OF_NORTH },
  ]
  const reservedIds = new Set(parts.flatMap(({ client }) => client.namedAgents.map(({ id }) => id)))
  const advance = progress(
    parts.reduce((total, { count }) => total + count, 0),
    options.onProgress,
  )

  await db.transaction().execute(async (trx) => {
    await trx.insertInto('site').values({ key: 'demo-data', value: 'on' }).execute()
    for (const { client, count } of parts) {
      await insertClient(trx, { client, passwordHash, now, agents: count })
      let locked = 0
      for (const agents of chunks(demoAgents(client, { count, now, reservedIds }), AGENTS_AT_ONCE)) {
        await insertAgents(trx, { client: client.id, agents, passwordHash })
        locked += agents.filter(({ row }) => row.locked_at !== null).length
        advance(agents.length)
      }
      const locks = { client_id: client.id, list: 'locked-agents', size: locked, last_modified: now } as const
      await trx.insertInto('list_state').values(locks).execute()
    }
    await trx.updateTable('agent_skill').set({ holders: countHolders }).execute()
    await skipIdsInUse(trx)
  })
  await gatherStatistics(db)
}

async function insertClient(
  db: Database,
  { client, agents, passwordHash, now }: { client: DemoClient; agents: number; passwordHash: string; now: number },
): Promise<void> {
  const client_id = client.id
  await db
    .insertInto('client')
    .values({ id: client.id, code: client.code, display_name: client.displayName, agent_skill_enabled: 1 })
    .execute()
  await insert(
    db,
    'user_account',
    client.users.map((user) => ({
      client_id,
      user_name: user.userName,
      name_key: nameKeyOf(user.userName),
      role: user.role,
      administers_agents: user.administersAgents ? 1 : 0,
      limited_to_services: user.callCenter === undefined ? 0 : 1,
      password_hash: passwordHash,
      password_last_modified: now - 30 * DAY,
    })),
  )
  await db
    .insertInto('user_password_history')
    .columns(['client_id', 'user_id', 'password_hash', 'set_at'])
    .expression(
      db
        .selectFrom('user_account')
        .select(['client_id', 'id', 'password_hash', 'password_last_modified'])
        .where('client_id', '=', client_id),
    )
    .execute()
  await insert(
    db,
    'call_center',
    client.callCenters.map(({ id, name }) => ({ id, client_id, name })),
  )
  await insert(
    db,
    'service',
    client.callCenters.flatMap((callCenter) =>
      callCenter.services.map((service) => ({
        id: service.id,
        client_id,
        call_center_id: callCenter.id,
        name: service.name,
        acd_feature_code: service.acdFeatureCode,
        call_direction: service.callDirection,
      })),
    ),
  )
  for (const { userName, callCenter } of client.users)
    if (callCenter !== undefined)
      await db
        .insertInto('user_service')
        .columns(['client_id', 'user_id', 'service_id'])
        .expression(
          db
            .selectFrom('user_account')
            .innerJoin('service', 'service.client_id', 'user_account.client_id')
            .select(['user_account.client_id', 'user_account.id', 'service.id'])
            .where('user_account.client_id', '=', client_id)
            .where('user_account.user_name', '=', userName)
            .where('service.call_center_id', '=', callCenter),
        )
        .execute()
  await insert(
    db,
    'agent_skill',
    client.skills.map(({ id, name, description }) => ({
      id,
      client_id,
      name,
      name_upper: name.toUpperCase(),
      description,
    })),
  )
  await insert(db, 'list_state', [
    { client_id, list: 'agents', size: agents, last_modified: now },
    { client_id, list: 'agent-skills', size: client.skills.length, last_modified: now },
  ])
}

async function insertAgents(
  db: Database,
  { client, agents, passwordHash }: { client: number; agents: readonly DemoAgent[]; passwordHash: string },
): Promise<void> {
  const of = (agent: DemoAgent) => ({ client_id: client, agent_id: agent.row.id })
  await insert(
    db,
    'agent',
    agents.map(({ row }) => ({ ...row, client_id: client, password_hash: passwordHash })),
  )
  for (const table of PART_TABLES)
    await insert(
      db,
      table,
      agents.flatMap(({ row }) => partRows(table, { client, loginId: row.login_id, lastName: row.last_name })),
    )
  await insert(
    db,
    'agent_password_history',
    agents.map((agent) => ({
      ...of(agent),
      password_hash: passwordHash,
      set_at: agent.row.password_last_modified,
    })),
  )
  await insert(
    db,
    'agent_service',
    agents.flatMap((agent) => agent.services.map((service_id) => ({ ...of(agent), service_id }))),
  )
  await insert(
    db,
    'agent_skill_assignment',
    agents.flatMap((agent) =>
      agent.skills.map((skill) => ({ ...of(agent), agent_skill_id: skill.id, proficiency: skill.proficiency })),
    ),
  )
}

async function insert<T extends keyof Tables>(
  db: Database,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
): Promise<void> {
  if (rows.length > 0) await db.insertInto(table).values(rows).execute()
}

const countHolders = (eb: ExpressionBuilder<Tables, 'agent_skill'>) =>
  eb
    .selectFrom('agent_skill_assignment')
    .select(eb.fn.countAll<number>().as('agents'))
    .whereRef('agent_skill_assignment.agent_skill_id', '=', 'agent_skill.id')

function* chunks<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = []
  for (const item of items) {
    chunk.push(item)
    if (chunk.length < size) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

/** Calls back at most a hundred times or so, and at the end. */
function progress(total: number, report: (loaded: number, total: number) => void = () => undefined) {
  let loaded = 0
  let reported = 0
  return (more: number) => {
    loaded += more
    if (loaded < total && loaded - reported < total / 100) return
    reported = loaded
    report(loaded, total)
  }
}
