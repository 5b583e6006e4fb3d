import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildApp } from '#server/app.ts'
import { hashPassword } from '#server/accounts/passwords.ts'
import { demoLogin } from '#server/first-start/demo/login.ts'
import { demoAccounts, loadDemoData } from '#server/first-start/load-demo-data.ts'
import type { Database } from '#server/database/tables.ts'
import { openTestDatabase, releaseTestDatabase } from '#server/testing/database.ts'
import { insertUser, PASSWORD } from '#server/testing/fixtures.ts'

const DEMO = 4199

let db: Database
let app: FastifyInstance

beforeEach(async () => {
  db = await openTestDatabase()
  await loadDemoData(db, { agents: 1, now: Date.now(), hashPassword })
  app = await buildApp({ database: db, dashboardFolder: 'no-build-here' })
})

afterEach(async () => {
  await app.close()
  await releaseTestDatabase(db)
})

type Caller = Pick<InjectOptions, 'remoteAddress' | 'headers'>

const HERE: readonly Caller[] = [
  {},
  { headers: { host: 'localhost:4300' } },
  { headers: { host: '[::1]:4300' }, remoteAddress: '::1' },
  { headers: { host: '127.0.0.1:4300' }, remoteAddress: '::ffff:127.0.0.1' },
]

const ELSEWHERE: readonly Caller[] = [
  { remoteAddress: '192.0.2.1' },
  { remoteAddress: '::ffff:192.0.2.1' },
  { remoteAddress: '2001:db8::1' },
  // A page of another site whose name resolves to this machine.
  { headers: { host: 'console.example.com' } },
  { headers: { host: '127.0.0.1.example.com:4300' } },
  // A proxy on this machine.
  ...[
    'cf-connecting-ip',
    'forwarded',
    'true-client-ip',
    'via',
    'x-client-ip',
    'x-cluster-client-ip',
    'x-envoy-external-address',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-port',
    'x-forwarded-proto',
    'x-original-host',
    'x-real-ip',
  ].map((header) => ({ headers: { host: 'localhost:4300', [header]: '127.0.0.1' } })),
]

const manager = demoLogin()
const newPassword = 'another-pass-2'

/** All ways to sign in. */
const WAYS: readonly [way: string, url: string, payload: object, whenLetIn: number][] = [
  ['the dashboard', '/dashboard/session', manager, 200],
  ['the API, as a user', '/session/login', manager, 200],
  ['the API, as an agent', '/session/login', { ...manager, userName: 'DEMOAGENT', agent: true }, 200],
  ['the API, to change a password', '/session/password', { ...manager, newPassword }, 204],
  [
    "the API, to change an agent's password",
    '/session/password',
    { ...manager, userName: 'DEMOAGENT', agent: true, newPassword },
    204,
  ],
]

const post = (url: string, payload: object, caller: Caller) => app.inject({ method: 'POST', url, payload, ...caller })
const offered = async (caller: Caller): Promise<unknown> =>
  (await app.inject({ url: '/dashboard/demo-accounts', ...caller })).json()

describe('demo accounts', () => {
  it('are offered to callers on this machine, and to nobody else', async () => {
    for (const caller of HERE) expect([caller, await offered(caller)]).toEqual([caller, { account: demoAccounts }])
    for (const caller of ELSEWHERE) expect([caller, await offered(caller)]).toEqual([caller, { account: [] }])
  })

  it.each(WAYS)('are let in by way of %s from this machine alone', async (_way, url, payload, whenLetIn) => {
    for (const caller of ELSEWHERE) {
      const refused = await post(url, payload, caller)
      expect([caller, refused.statusCode]).toEqual([caller, 403])
      expect(refused.headers['set-cookie']).toBeUndefined()
    }
    expect(await db.selectFrom('session').select('id').execute()).toEqual([])
    expect((await post(url, payload, HERE[1] ?? {})).statusCode).toBe(whenLetIn)
  })

  it('make others of the same database stay at home, too', async () => {
    await insertUser(db, DEMO, { userName: 'added', role: 'Manager' })
    const added = { ...manager, userName: 'added', password: PASSWORD }
    expect((await post('/session/login', added, { remoteAddress: '192.0.2.1' })).statusCode).toBe(403)
    expect((await post('/session/login', added, {})).statusCode).toBe(200)
  })

  it('are told by the database, not by their names: those of a site itself are let in from anywhere', async () => {
    await db.deleteFrom('site').execute()
    for (const caller of ELSEWHERE.slice(0, 3))
      expect((await post('/session/login', manager, caller)).statusCode).toBe(200)
  })
})
