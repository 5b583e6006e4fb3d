import { afterEach, describe, expect, it } from 'vitest'
import { isAssignable } from '#contract/services.ts'
import { DEMO_PASSWORD } from '#server/first-start/demo/login.ts'
import { demoAccounts, loadDemoData } from '#server/first-start/load-demo-data.ts'
import type { Database } from '#server/database/tables.ts'
import { findLastSignIns } from '#server/accounts/sign-in-places.ts'
import { openTestDatabase, releaseTestDatabase } from '#server/testing/database.ts'

const DEMO = 4199
const NORTH = 1005018
const NOW = Date.UTC(2026, 2, 14, 9, 30)
const TABLES = [
  'site',
  'client',
  'user_account',
  'call_center',
  'service',
  'agent',
  'agent_service',
  'agent_skill',
  'agent_skill_assignment',
  'agent_password_history',
  'user_password_history',
  'user_service',
  'session',
  'list_state',
  'change',
  'bulk_change',
  'bulk_change_item',
] as const

// Unlike a real one it has no salt, so that two loads can be compared to the letter.
const hashPassword = async (password: string) => `hash of ${password}`

const opened: Database[] = []

async function emptyDatabase() {
  const db = await openTestDatabase()
  opened.push(db)
  return db
}

async function loaded(agents = 300) {
  const db = await emptyDatabase()
  await loadDemoData(db, { agents, now: NOW, hashPassword })
  return db
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => releaseTestDatabase(db)))
})

const agentsOf = (db: Database, client = DEMO) =>
  db.selectFrom('agent').selectAll().where('client_id', '=', client).orderBy('id').execute()

const agent = (db: Database, id: number) =>
  db.selectFrom('agent').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const servicesOf = (db: Database, agentId: number) =>
  db
    .selectFrom('agent_service')
    .innerJoin('service', 'service.id', 'agent_service.service_id')
    .select(['service.id', 'service.call_center_id'])
    .where('agent_id', '=', agentId)
    .orderBy('service.id')
    .execute()

const skillsOf = (db: Database, agentId: number) =>
  db
    .selectFrom('agent_skill_assignment')
    .select(['agent_skill_id as id', 'proficiency'])
    .where('agent_id', '=', agentId)
    .orderBy('agent_skill_id')
    .execute()

const rowsOf = (db: Database, table: (typeof TABLES)[number]) => db.selectFrom(table).selectAll().execute()

describe('the demo data', () => {
  it('has two clients, with the agents, skills, services and call centers of each', async () => {
    const db = await loaded()
    const count = async (table: 'agent' | 'agent_skill' | 'service' | 'call_center', client: number) =>
      (await db.selectFrom(table).select('id').where('client_id', '=', client).execute()).length
    expect(await db.selectFrom('client').select(['id', 'code', 'display_name']).orderBy('id').execute()).toEqual([
      { id: DEMO, code: 'DEMO', display_name: 'Demo Contact Center' },
      { id: NORTH, code: 'NORTH', display_name: 'North Contact Center' },
    ])
    for (const [client, agents, skills, services, callCenters] of [
      [DEMO, 300, 24, 40, 6],
      [NORTH, 150, 6, 8, 2],
    ] as const) {
      expect(await count('agent', client)).toBe(agents)
      expect(await count('agent_skill', client)).toBe(skills)
      expect(await count('service', client)).toBe(services)
      expect(await count('call_center', client)).toBe(callCenters)
    }
    expect(await db.selectFrom('site').selectAll().execute()).toEqual([{ key: 'demo-data', value: 'on' }])
  })

  it('states the size of every list as it is', async () => {
    const db = await loaded()
    const lockedOf = async (client: number) =>
      (await agentsOf(db, client)).filter((agent) => agent.locked_at !== null).length
    expect(await db.selectFrom('list_state').selectAll().orderBy('client_id').orderBy('list').execute()).toEqual([
      { client_id: DEMO, list: 'agent-skills', size: 24, last_modified: NOW },
      { client_id: DEMO, list: 'agents', size: 300, last_modified: NOW },
      { client_id: DEMO, list: 'locked-agents', size: await lockedOf(DEMO), last_modified: NOW },
      { client_id: NORTH, list: 'agent-skills', size: 6, last_modified: NOW },
      { client_id: NORTH, list: 'agents', size: 150, last_modified: NOW },
      { client_id: NORTH, list: 'locked-agents', size: await lockedOf(NORTH), last_modified: NOW },
    ])
  })

  it('keeps the agents that the examples name when fewer are asked for, and counts them', async () => {
    const db = await loaded(1)
    const agents = await agentsOf(db)
    const state = await db
      .selectFrom('list_state')
      .select('size')
      .where('client_id', '=', DEMO)
      .where('list', '=', 'agents')
      .executeTakeFirstOrThrow()
    expect(agents.map(({ id }) => id)).toEqual(expect.arrayContaining([99057, 311907, 312012, 312433, 324515]))
    expect(agents.map(({ login_id }) => login_id)).toContain('DEMOAGENT')
    expect(state.size).toBe(agents.length)
  })

  it('is the same at the same time', async () => {
    const [one, other] = [await loaded(), await loaded()]
    for (const table of TABLES) expect(await rowsOf(other, table)).toEqual(await rowsOf(one, table))
  })

  it('leaves the database empty when it fails in the middle', async () => {
    const db = await emptyDatabase()
    const failing = loadDemoData(db, {
      agents: 2000,
      now: NOW,
      hashPassword,
      onProgress: (done) => {
        if (done > 1000) throw new Error('The power went out')
      },
    })
    await expect(failing).rejects.toThrow('The power went out')
    for (const table of TABLES) expect(await rowsOf(db, table)).toEqual([])
  })

  it('reports how far it is, up to the end', async () => {
    const db = await emptyDatabase()
    const reports: [number, number][] = []
    await loadDemoData(db, { agents: 4000, now: NOW, hashPassword, onProgress: (...report) => reports.push(report) })
    expect(reports.length).toBeGreaterThan(3)
    expect(reports.map(([done]) => done)).toEqual(reports.map(([done]) => done).sort((a, b) => a - b))
    expect(reports.at(-1)).toEqual([4150, 4150])
  })
})

describe('bulk changes of the demo data', () => {
  const outcomesOf = async (db: Database) => {
    const items = await db
      .selectFrom('bulk_change_item')
      .selectAll()
      .orderBy('bulk_change_id')
      .orderBy('item')
      .execute()
    const bulkChanges = await db.selectFrom('bulk_change').selectAll().orderBy('id').execute()
    return { items, bulkChanges }
  }

  it('are some, with failures and a stop, one taken back', async () => {
    const { items, bulkChanges } = await outcomesOf(await loaded(2000))
    expect(new Set(bulkChanges.map(({ author_name }) => author_name)).size).toBe(3)
    expect(bulkChanges.map(({ applied_at }) => applied_at)).toEqual(
      bulkChanges.map(({ applied_at }) => applied_at ?? 0).toSorted((one, other) => one - other),
    )
    const undoing = bulkChanges.find(({ undoes }) => undoes !== null)
    expect(bulkChanges.map(({ id }) => id)).toContain(undoing?.undoes)
    expect(bulkChanges.map(({ status }) => status)).toContain('Stopped')
    const outcomes = new Set(items.map(({ outcome }) => outcome))
    expect([...outcomes].toSorted()).toEqual(['applied', 'failed', 'planned', 'refused', 'unchanged'])
    for (const { outcome, reason } of items) expect(reason !== null).toBe(outcome === 'failed' || outcome === 'refused')
  })

  it('left the agents as they are, each applied item with its change in the history', async () => {
    const db = await loaded(2000)
    const { items, bulkChanges } = await outcomesOf(db)
    const changes = await db.selectFrom('change').selectAll().where('bulk_change_id', 'is not', null).execute()
    const keysOf = (rows: readonly { id: number | null; item: number | null; agent: number | null }[]) =>
      rows.map(({ id, item, agent }) => `${id} ${item} ${agent}`).toSorted()
    const applied = items.filter(({ outcome }) => outcome === 'applied')
    expect(keysOf(applied.map((each) => ({ id: each.bulk_change_id, item: each.item, agent: each.agent_id })))).toEqual(
      keysOf(changes.map((each) => ({ id: each.bulk_change_id, item: each.bulk_change_item, agent: each.agent_id }))),
    )
    const undone = new Set(bulkChanges.map(({ undoes }) => undoes))
    const wrong: typeof items = []
    for (const item of applied.filter(({ bulk_change_id }) => !undone.has(bulk_change_id))) {
      const held = {
        level: async () =>
          (await skillsOf(db, item.agent_id)).find(({ id }) => id === item.object_id)?.proficiency ?? null,
        service: async () => Number((await servicesOf(db, item.agent_id)).some(({ id }) => id === item.object_id)),
        wrapUpTime: async () => (await agent(db, item.agent_id)).wrap_up_time,
      } as const
      if (item.field in held && (await held[item.field as keyof typeof held]()) !== item.after_value) wrong.push(item)
    }
    expect(wrong).toEqual([])
    const takenBack = items.filter(({ undoes }) => undoes !== null)
    expect(takenBack.map(({ undoes }) => undoes)).toEqual(
      takenBack.map(
        ({ agent_id }) => changes.find((change) => change.agent_id === agent_id && change.kind === 'service-added')?.id,
      ),
    )
  })
})

describe('agents of the demo data', () => {
  it('have the ids that the examples expect to find, and not those that they expect to miss', async () => {
    const db = await loaded(2000)
    const agents = [...(await agentsOf(db)), ...(await agentsOf(db, NORTH))]
    const ids = agents.map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining([99057, 311907, 312012, 312433, 324515, 1018655]))
    expect(ids).not.toContain(1234)
    expect(ids).not.toContain(111111)
    expect(agents.map(({ login_id }) => login_id)).not.toContain('BOBJOHNSON1')
    expect(await servicesOf(db, 99057)).toEqual([
      { id: 17798, call_center_id: 695 },
      { id: 17885, call_center_id: 429 },
      { id: 40789, call_center_id: 2829 },
      { id: 43131, call_center_id: 428 },
    ])
    expect((await servicesOf(db, 312012)).map(({ id }) => id)).not.toContain(17885)
    expect((await skillsOf(db, 312012)).map(({ id }) => id)).not.toContain(1022)
    expect((await agent(db, 312433)).locked_at).not.toBeNull()
    expect(await agent(db, 324515)).toMatchObject({
      login_id: 'AGENT3',
      wrap_up_time: -1,
      home_agent: 1,
      active: 1,
      locked_at: null,
      last_login: 1495234211000,
    })
    expect((await servicesOf(db, 324515)).map(({ id }) => id)).toEqual([49551, 49552, 49553, 49555, 49561, 72491])
    expect(await skillsOf(db, 324515)).toEqual([
      { id: 12366, proficiency: 2 },
      { id: 12367, proficiency: 1 },
      { id: 12370, proficiency: 1 },
    ])
    const north = await agentsOf(db, NORTH)
    expect(north.filter(({ last_name_fold }) => last_name_fold.includes('one')).map(({ id }) => id)).toEqual([1018655])
  })

  it('are assigned services and skills of their own client, and services with ACD only', async () => {
    const db = await loaded()
    const services = await db
      .selectFrom('agent_service')
      .innerJoin('service', 'service.id', 'agent_service.service_id')
      .innerJoin('call_center', 'call_center.id', 'service.call_center_id')
      .innerJoin('agent', 'agent.id', 'agent_service.agent_id')
      .select([
        'acd_feature_code',
        'agent_service.client_id',
        'service.client_id as ofService',
        'call_center.client_id as ofCallCenter',
        'agent.client_id as ofAgent',
      ])
      .execute()
    expect(services.length / 450).toBeGreaterThan(3)
    expect(services.length / 450).toBeLessThan(5)
    for (const row of services) {
      expect(isAssignable(row.acd_feature_code)).toBe(true)
      expect([row.ofService, row.ofCallCenter, row.ofAgent]).toEqual([row.client_id, row.client_id, row.client_id])
    }
    const skills = await db
      .selectFrom('agent_skill_assignment as assignment')
      .innerJoin('agent_skill', 'agent_skill.id', 'assignment.agent_skill_id')
      .innerJoin('agent', 'agent.id', 'assignment.agent_id')
      .select(['assignment.client_id', 'agent_skill.client_id as ofSkill', 'agent.client_id as ofAgent'])
      .execute()
    for (const row of skills) expect([row.ofSkill, row.ofAgent]).toEqual([row.client_id, row.client_id])
  })
})

describe('services of the demo data', () => {
  it('have the ids, call centers and ACD modes that the examples rely on', async () => {
    const db = await loaded(1)
    const services = await db.selectFrom('service').selectAll().where('client_id', '=', DEMO).execute()
    const withAcd = services.filter(({ acd_feature_code }) => isAssignable(acd_feature_code))
    const withoutAcd = services.filter(({ acd_feature_code }) => acd_feature_code === 0)
    expect(withAcd.length + withoutAcd.length).toBe(40)
    expect(withAcd.map(({ id }) => id)).toEqual(expect.arrayContaining([17798, 17885, 40789, 43131]))
    expect(withoutAcd.map(({ id }) => id)).toEqual(expect.arrayContaining([43185, 38184]))
    expect(new Set(withAcd.map((service) => service.acd_feature_code))).toEqual(new Set([2, 3, 6, 7, 8, 9]))
  })
})

describe('accounts of the demo data', () => {
  it('are offered with what each may do', () => {
    expect(demoAccounts.map(({ clientName, userName, role }) => [clientName, userName, role])).toEqual([
      ['DEMO', 'sysadmin', 'Sysadmin'],
      ['DEMO', 'superuser', 'Superuser'],
      ['DEMO', 'ituser', 'IT User'],
      ['DEMO', 'manager', 'Manager'],
      ['DEMO', 'teamlead', 'Manager, read-only'],
      ['DEMO', 'manager-east', 'Manager, some services'],
      ['NORTH', 'north-manager', 'Manager'],
    ])
  })

  it('signed in before what they did last, and within the days that are known', async () => {
    const db = await loaded()
    const signIns = await findLastSignIns(
      db,
      (await db.selectFrom('user_account').select('id').execute()).map(({ id }) => id),
      NOW,
    )
    expect(signIns.size).toBe(demoAccounts.length)
    const deeds = await db
      .selectFrom('change')
      .select(['by_id', (eb) => eb.fn.max('at').as('last')])
      .where('by_kind', '=', 'user')
      .groupBy('by_id')
      .execute()
    expect(deeds.length).toBeGreaterThan(3)
    for (const { by_id, last } of deeds) expect(signIns.get(by_id ?? 0)).toBeLessThan(last)
    for (const at of signIns.values()) expect(at).toBeLessThan(NOW)
  })

  it('all sign in with one password, which is also the history of every agent', async () => {
    const db = await loaded()
    const users = await db.selectFrom('user_account').selectAll().execute()
    const agents = await db.selectFrom('agent').selectAll().orderBy('id').execute()
    const history = await db.selectFrom('agent_password_history').selectAll().orderBy('agent_id').execute()
    const hashes = new Set([...users, ...agents, ...history].map(({ password_hash }) => password_hash))
    expect([...hashes]).toEqual([await hashPassword(DEMO_PASSWORD)])
    expect(history.map(({ client_id, agent_id, set_at }) => ({ client_id, agent_id, set_at }))).toEqual(
      agents.map((row) => ({ client_id: row.client_id, agent_id: row.id, set_at: row.password_last_modified })),
    )
    const demoAgent = agents.find(({ login_id }) => login_id === 'DEMOAGENT')
    expect(demoAgent).toMatchObject({ client_id: DEMO, active: 1, locked_at: null, failed_logins: 0 })
    expect(users.map(({ user_name, administers_agents }) => [user_name, administers_agents])).toContainEqual([
      'teamlead',
      0,
    ])
  })
})
