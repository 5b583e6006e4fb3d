import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { buildApp } from '#server/app.ts'
import { hashPassword } from '#server/accounts/passwords.ts'
import { DEMO_PASSWORD, demoLogin } from '#server/first-start/demo/login.ts'
import { loadDemoData } from '#server/first-start/load-demo-data.ts'
import { openDatabase } from '#server/database/open.ts'
import type { Database } from '#server/database/tables.ts'
import { copyToPostgres } from '#server/maintenance/copy-to-postgres.ts'
import { digestOf, tablesOf } from '#server/maintenance/tables.ts'
import { eventually } from '#server/testing/eventually.ts'
import { createDatabase } from '#server/testing/postgres-databases.ts'

const NOW = Date.UTC(2026, 0, 5, 9)
const AGENT = 324515

let folder: string
let sqlite: Database
let target: Awaited<ReturnType<typeof createDatabase>>

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'agent-console-'))
  sqlite = await openDatabase({ dataDir: folder })
  target = await createDatabase(inject('postgres')?.server ?? '')
})

afterEach(async () => {
  await sqlite.destroy()
  await target.drop()
  rmSync(folder, { recursive: true, force: true })
})

const serve = (database: Database) => buildApp({ database, dashboardFolder: 'no-build-here', clock: () => NOW })

async function send(
  app: FastifyInstance,
  session: string,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: object,
) {
  const headers = { 'lv-session': session }
  const reply = await app.inject({ method, url, headers, ...(body && { payload: body }) })
  return { status: reply.statusCode, body: reply.body === '' ? undefined : reply.json<unknown>() }
}

async function signIn(app: FastifyInstance, password: string = DEMO_PASSWORD, userName = 'manager', agent = false) {
  const payload = { ...demoLogin(userName), password, agent }
  const reply = await app.inject({ method: 'POST', url: '/session/login', payload })
  return {
    status: reply.statusCode,
    session: reply.statusCode === 200 ? reply.json<{ sessionId: string }>().sessionId : '',
  }
}

const newAgent = (loginId: string) => ({
  loginId,
  firstName: 'Zoë',
  lastName: 'Ångström 😀',
  password: 'new-agent-pass-1',
  phone: '5550100',
  wrapUpTime: 0,
  homeAgent: true,
  active: true,
})

/** A site that was used: every table has rows. Returns a session, and the highest id that was given, which is no row's any more. */
async function useSite(): Promise<{ session: string; deleted: number }> {
  await loadDemoData(sqlite, { agents: 1500, now: NOW, hashPassword })
  const app = await serve(sqlite)
  const { session } = await signIn(app)
  const change = async (method: 'POST' | 'PUT' | 'DELETE', url: string, sent?: object) => {
    const { status, body } = await send(app, session, method, url, sent)
    expect([url, status]).toEqual([url, expect.toBeOneOf([201, 204])])
    return body
  }
  await change('POST', '/configuration/agents', newAgent('STAYS'))
  const { id: deleted } = (await change('POST', '/configuration/agents', newAgent('GOES'))) as { id: number }
  await change('DELETE', `/configuration/agents/${deleted}`)
  await change('PUT', `/configuration/agents/${AGENT}`, { wrapUpTime: 77, lastName: '=cmd()|"; --ü 😀' })
  await change('PUT', `/configuration/agents/${AGENT}`, { password: 'changed-pass-2' })
  const { id: temporary } = (await change('POST', '/dashboard/bulk-changes', {
    who: { agents: [AGENT] },
    changes: [{ kind: 'set-wrap-up-time', wrapUpTime: 33 }],
    takeBackAt: NOW + 60_000,
  })) as { id: number }
  await change('POST', `/dashboard/bulk-changes/${temporary}/apply`, {})
  await eventually(async () =>
    expect((await send(app, session, 'GET', `/dashboard/bulk-changes/${temporary}`)).body).toMatchObject({
      status: 'Done',
    }),
  )
  await change('POST', '/dashboard/views', { name: 'Night', search: '', columns: [], density: 'compact' })
  for (let i = 0; i < 5; i++) expect((await signIn(app, 'wrong-one-1', 'DEMOAGENT', true)).status).toBe(401)
  const once = await app.inject({
    method: 'POST',
    url: '/configuration/agents/skills',
    headers: { 'lv-session': session, 'idempotency-key': 'once' },
    payload: { name: 'Copied skill' },
  })
  expect(once.statusCode).toBe(201)
  await app.close()
  return { session, deleted }
}

const QUESTIONS = [
  `/configuration/agents/${AGENT}`,
  '/configuration/agents?count=1000&offset=0',
  '/configuration/agents?count=1000&offset=1000',
  '/configuration/agents/info',
  '/configuration/agents/skills?count=1000&offset=0',
  '/configuration/agents/skills/12366',
  '/configuration/services?count=1000&offset=0',
  '/dashboard/changes?count=50&offset=0',
  '/dashboard/bulk-changes/1/items?count=50',
  '/dashboard/agents?count=50&status=locked',
  `/dashboard/agents/${AGENT}/temporary-values`,
]

describe('a copy to PostgreSQL', () => {
  it('answers everything as the original does, in the same sessions, with the same passwords', async () => {
    const { session } = await useSite()
    const copied = await copyToPostgres(folder, target.url)
    expect(copied.map(({ name }) => name).sort()).toEqual((await tablesOf(sqlite)).map(({ name }) => name).sort())
    for (const table of copied) {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table.name)}`.execute(sqlite)
      expect(table).toMatchObject({ rows: rows[0]?.n, checksum: expect.stringMatching(/^[\da-f]{64}$/) as string })
    }
    // Only copies of an earlier version write to it.
    expect(copied.filter(({ rows }) => rows === 0).map(({ name }) => name)).toEqual(['failed_login'])

    const db = await openDatabase({ url: target.url })
    const [before, after] = [await serve(sqlite), await serve(db)]
    for (const url of QUESTIONS) {
      const answer = await send(before, session, 'GET', url)
      expect([url, answer.status]).toEqual([url, 200])
      expect(await send(after, session, 'GET', url)).toEqual(answer)
    }
    expect((await signIn(after)).status).toBe(200)
    expect((await signIn(after, 'wrong-one-1')).status).toBe(401)
    // Locked before, locked now.
    expect((await signIn(after, DEMO_PASSWORD, 'DEMOAGENT', true)).status).toBe(401)
    // Its own password again is no change; one before it is refused.
    const used = await send(after, session, 'PUT', `/configuration/agents/${AGENT}`, { password: DEMO_PASSWORD })
    expect(used.status).toBe(400)
    await Promise.all([before.close(), after.close()])
    await db.destroy()
  })

  it('gives new ids from then on: also that of a deleted agent is not given again', async () => {
    const { session, deleted } = await useSite()
    await copyToPostgres(folder, target.url)
    const db = await openDatabase({ url: target.url })
    const app = await serve(db)
    const { status, body } = await send(app, session, 'POST', '/configuration/agents', newAgent('COMES'))
    expect(status).toBe(201)
    expect((body as { id: number }).id).toBe(deleted + 1)
    await app.close()
    await db.destroy()
  })

  it('is refused where there are rows already, which stay', async () => {
    await loadDemoData(sqlite, { agents: 1, now: NOW, hashPassword: async () => 'hash' })
    const db = await openDatabase({ url: target.url })
    await db
      .insertInto('client')
      .values({ id: 7, code: 'OTHER', display_name: 'Other', agent_skill_enabled: 1 })
      .execute()
    await expect(copyToPostgres(folder, target.url)).rejects.toThrow(/is not empty \(there are rows in client\)/)
    expect(await db.selectFrom('client').select('code').execute()).toEqual([{ code: 'OTHER' }])
    await db.destroy()
  })

  it('leaves nothing behind when it fails in the middle', async () => {
    await loadDemoData(sqlite, { agents: 300, now: NOW, hashPassword: async () => 'hash' })
    const db = await openDatabase({ url: target.url })
    // After thousands of rows: the history of passwords and the like come last.
    await sql`alter table agent_password_history add constraint full_disk check (agent_id <> ${sql.lit(AGENT)})`.execute(
      db,
    )
    await expect(copyToPostgres(folder, target.url)).rejects.toThrow(/full_disk/)
    for (const table of await tablesOf(sqlite)) expect(await digestOf(db, table)).toMatchObject({ rows: 0 })
    await db.destroy()
  })

  it('is refused, and taken back, when one value is another than in the original', async () => {
    await loadDemoData(sqlite, { agents: 300, now: NOW, hashPassword: async () => 'hash' })
    const db = await openDatabase({ url: target.url })
    await sql`
      create function spoil() returns trigger language plpgsql as
      ${sql.lit('begin if new.id = 324515 then new.wrap_up_time := 1234; end if; return new; end')}`.execute(db)
    await sql`create trigger spoil before insert on agent for each row execute function spoil()`.execute(db)
    await expect(copyToPostgres(folder, target.url)).rejects.toThrow(/^The copy of agent is not what was copied/)
    expect(await db.selectFrom('agent').select('id').execute()).toEqual([])
    await db.destroy()
  })

  it('may be made while the original is in use: it is of one moment', async () => {
    await loadDemoData(sqlite, { agents: 300, now: NOW, hashPassword: async () => 'hash' })
    await sqlite.transaction().execute(async (trx) => {
      await trx.updateTable('agent').set({ wrap_up_time: 5 }).execute()
      await copyToPostgres(folder, target.url)
    })
    const db = await openDatabase({ url: target.url })
    expect(
      await db.selectFrom('agent').select('id').where('wrap_up_time', '=', 5).where('id', '=', AGENT).execute(),
    ).toEqual([])
    await db.destroy()
  })
})
