import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import type { FastifyInstance, InjectOptions } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { buildApp } from '#server/app.ts'
import { parseConfig } from '#server/config.ts'
import { openDatabase } from '#server/database/open.ts'
import type { Database } from '#server/database/tables.ts'
import { fillEmptyDatabase } from '#server/first-start/fill-empty-database.ts'
import { openHistory } from '#server/history/history.ts'
import { Retention } from '#server/retention.ts'
import { createDatabase } from '#server/testing/postgres-databases.ts'
import { BUILT, environment, startServerProcess } from '#server/testing/server-process.ts'

const ROLES = ['console_owner', 'console_server', 'console_reader'] as const
type Role = (typeof ROLES)[number]

const FIRST_USER = { ADMIN_USER: 'root', ADMIN_PASSWORD: 'first-pass-1' }

let created: Awaited<ReturnType<typeof createDatabase>>
let db: Database
let app: FastifyInstance

beforeAll(async () => {
  created = await createDatabase(inject('postgres')?.server ?? '')
  await as('superuser', readFileSync('deploy/postgres/roles.sql', 'utf8'))
  for (const role of ROLES) await as('superuser', `alter role ${role} password '${role}'`)
})

afterAll(async () => {
  await app?.close()
  await db?.destroy()
  await created.drop()
  for (const role of ROLES) await as('superuser', `drop role ${role}`, inject('postgres')?.server)
})

function urlOf(role: Role): string {
  const url = new URL(created.url)
  url.username = role
  url.password = role
  return url.href
}

/** Runs SQL directly on the database and returns the rows. */
async function as(who: Role | 'superuser', sql: string, url = who === 'superuser' ? created.url : urlOf(who)) {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows as unknown[]
  } finally {
    await client.end()
  }
}

const migrateAs = (role: Role) =>
  promisify(execFile)(process.execPath, [BUILT.maintenance, 'migrate'], {
    env: environment({ DATABASE_URL: urlOf(role) }),
  })

describe('a role that owns no tables', () => {
  it('cannot start the server while the tables need an update, and says so', async () => {
    const sentence =
      /The tables must be updated, but the role of DATABASE_URL may not do that \(.+\): run `npm run migrate` as/
    await expect(startServerProcess({ DATABASE_URL: urlOf('console_server'), ...FIRST_USER })).rejects.toThrow(sentence)
    await expect(migrateAs('console_server')).rejects.toThrow(sentence)
    await expect(migrateAs('console_reader')).rejects.toThrow(sentence)
  })

  it('can do everything the server needs once the owner has created them', async () => {
    expect((await migrateAs('console_owner')).stdout).toBe('The tables are up to date.\n')
    await as('console_owner', readFileSync('deploy/postgres/grants.sql', 'utf8'))
    db = await openDatabase({ url: urlOf('console_server') }, async (empty) => {
      await fillEmptyDatabase(empty, parseConfig({ DEMO_DATA: 'off', ...FIRST_USER }), () => undefined)
    })
    app = await buildApp({ database: db, dashboardFolder: 'no-build-here' })
    await useAll()
  })

  it.each([
    'create table another (id bigint)',
    'drop table change',
    'alter table agent add column another text',
    'update change set at = 0',
    'delete from change',
    'truncate change',
    "update site set value = 'off'",
    "insert into kysely_migration values ('9999-later', '')",
    'delete from client',
    'create temporary table another (id bigint)',
  ])('may not %s', async (sql) => {
    await expect(as('console_server', sql)).rejects.toThrow(/^(permission denied|must be owner)/)
  })
})

describe('a role for reports', () => {
  it('reads everything but secrets', async () => {
    expect(await as('console_reader', 'select login_id, last_name from agent')).not.toEqual([])
    expect(await as('console_reader', 'select user_name from user_account')).toContainEqual({ user_name: 'root' })
    expect(await as('console_reader', 'select * from change')).not.toEqual([])
  })

  it.each([
    'select password_hash from agent',
    'select * from user_account',
    'select 1 from session',
    'select 1 from idempotency_key',
    'select 1 from user_password_history',
    "insert into client (code, display_name, agent_skill_enabled) values ('X', 'X', 1)",
    'update agent set wrap_up_time = 1',
    'delete from change',
    'create table another (id bigint)',
  ])('may not %s', async (sql) => {
    await expect(as('console_reader', sql)).rejects.toThrow(/^permission denied/)
  })
})

it('deletes old history only after it is granted that right, and says so', async () => {
  const failures: unknown[] = []
  let deleted = 0
  const tomorrow = Date.now() + 24 * 60 * 60 * 1000
  const retention = new Retention(
    {
      db,
      history: openHistory(db),
      clock: () => tomorrow + 1,
      log: { deleted: (count) => (deleted += count), failed: (error) => failures.push(error) },
    },
    1,
  )
  await retention.sweep()
  expect(failures).toEqual([expect.objectContaining({ message: expect.stringMatching(/^HISTORY_DAYS is set, but/) })])
  const { grant } =
    /--command '(?<grant>grant delete[^']+)'/.exec(readFileSync('docs/operations.md', 'utf8'))?.groups ?? {}
  await as('console_owner', grant ?? '')
  await retention.sweep()
  expect(failures).toHaveLength(1)
  expect(deleted).toBeGreaterThan(0)
  expect(await as('console_reader', 'select count(*)::int as changes from change')).toEqual([{ changes: 0 }])
})

/** Calls operations of every kind: reads, writes, sign-ins, locks and an undo. */
async function useAll(): Promise<void> {
  const session = valueOf((await signIn('root', FIRST_USER.ADMIN_PASSWORD)).json(), 'sessionId')
  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: InjectOptions['payload'],
    headers: Record<string, string> = {},
  ): Promise<unknown> => {
    const reply = await app.inject({
      method,
      url,
      headers: { 'lv-session': session, ...headers },
      ...(payload !== undefined && { payload }),
    })
    expect([url, reply.statusCode, reply.body]).toEqual([url, expect.toBeOneOf([200, 201, 204]), reply.body])
    return reply.body ? reply.json() : undefined
  }
  const agent = {
    loginId: 'FIRST',
    firstName: 'Ann',
    lastName: 'Example',
    password: 'agent-pass-1',
    phone: '5550100',
    wrapUpTime: 0,
    homeAgent: true,
    active: true,
  }
  const id = valueOf(await call('POST', '/configuration/agents', agent, { 'idempotency-key': 'one' }))
  const skill = valueOf(await call('POST', '/configuration/agents/skills', { name: 'Skill' }))
  await call('PUT', `/configuration/agents/${id}`, { lastName: 'Other', password: 'agent-pass-2' })
  await call('PUT', `/configuration/agents/skills/${skill}`, { name: 'Skill, renamed' })
  await call('PUT', `/configuration/agents/${id}/skills/${skill}?proficiency=3`)
  const { change } = (await call('GET', '/dashboard/changes?count=50&offset=0')) as { change: { id: number }[] }
  await call('POST', `/dashboard/changes/${change[0]?.id}/undo`)

  for (let i = 0; i < 5; i++) expect((await signIn('FIRST', 'wrong-pass-1', true)).statusCode).toBe(401)
  await call('PUT', `/configuration/agents/${id}`, { unlock: true })
  expect((await signIn('FIRST', 'agent-pass-2', true)).statusCode).toBe(200)

  const user = { userName: 'second', role: 'Manager', administersAgents: true, services: [], active: true }
  const second = valueOf(
    await call('POST', '/dashboard/users', { ...user, allServices: true, password: 'second-pass-1' }),
  )
  for (let i = 0; i < 5; i++) expect((await signIn('second', 'wrong-pass-1')).statusCode).toBe(401)
  await call('PUT', `/dashboard/users/${second}`, { unlock: true, allServices: false, services: [] })
  const renewed = { ...credentials('second', 'second-pass-1'), newPassword: 'second-pass-2' }
  await call('POST', '/session/password', renewed)
  await call('DELETE', '/dashboard/own-sessions')

  await call('GET', '/configuration/agents?count=50&offset=0')
  await call('POST', '/configuration/agents/search?count=50&offset=0', { lastName: 'OTH' })
  await call('DELETE', `/configuration/agents/skills/${skill}`)
  await call('POST', '/configuration/agents', { ...agent, loginId: 'SECOND' })
  await call('DELETE', `/configuration/agents/${id}`)
  await call('DELETE', `/session/logout/${session}`)
}

const credentials = (userName: string, password: string, agent = false) => ({
  clientName: 'MAIN',
  userName,
  password,
  agent,
})

const signIn = (...given: Parameters<typeof credentials>) =>
  app.inject({ method: 'POST', url: '/session/login', payload: credentials(...given) })

/** Returns a field of a reply as text. */
const valueOf = (body: unknown, field = 'id') => String((body as Record<string, unknown>)[field])
