import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inBatches } from '#server/http/log.ts'
import { LINES_ABOUT_STRANGERS } from '#server/http/request-log.ts'
import { insertAgent, insertUser, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

let server: TestServer
let lines: string[]

beforeEach(async () => {
  lines = []
  server = await startTestServer({ log: { level: 'info', stream: { write: (line) => lines.push(line) } } })
})

afterEach(() => server.close())

type Line = Record<string, unknown>

const logged = () => lines.map((line) => JSON.parse(line) as Line)
const events = () => logged().filter((line) => line['event'] !== undefined)

const login = (userName: string, password: string, agent = false) =>
  server.send('POST', '/session/login', {
    body: { clientName: `C${CLIENT}`, userName, password, agent },
    session: null,
  })

describe('a request', () => {
  it('is one line: which, by whom, from where, with what end, and how long it took', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
    lines.length = 0
    await server.send('GET', `/configuration/agents/${id}?secret=1`)
    expect(logged()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
        reqId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
        operation: 'readAgent',
        method: 'GET',
        route: '/configuration/agents/:id',
        status: 200,
        ms: expect.any(Number) as number,
        address: '127.0.0.1',
        client: CLIENT,
        user: 'manager',
        msg: 'request',
      },
    ])
  })

  it('that calls no operation is counted, and the sums are written at the end at the latest', async () => {
    lines.length = 0
    const urls = ['/configuration/nothing', '/configuration/agents/%zz', '/agents', '/healthz', '/healthz']
    for (const url of urls) await server.app.inject({ url })
    await server.app.inject({ method: 'PATCH', url: '/configuration/agents' })
    expect(lines).toEqual([])
    await server.app.close()
    expect(logged()).toMatchObject([
      { level: 'info', msg: 'requests without a line', requests: { other: { 200: 2, 400: 1, 404: 2, 405: 1 } } },
    ])
  })

  it('of a stranger is a line up to twenty a second, and then counted; what accounts meet is always one', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
    lines.length = 0
    // A second that nothing happened in yet, and in which the clock stands still.
    server.clock.now += 1000
    for (let i = 0; i < 30; i++) await server.send('GET', `/configuration/agents/${id}`, { session: null })
    await login('manager', 'wrong-one-1')
    await server.send('GET', `/configuration/agents/${id}`)
    const written = logged()
    expect(written.filter(({ address }) => address !== undefined)).toHaveLength(LINES_ABOUT_STRANGERS + 2)
    expect(written.slice(-2)).toMatchObject([
      { event: 'sign-in-refused', reason: 'wrong password', account: 'manager' },
      { msg: 'request', operation: 'readAgent', status: 200, user: 'manager' },
    ])
    server.clock.now += 1000
    lines.length = 0
    await server.send('GET', `/configuration/agents/${id}`, { session: null })
    expect(logged()).toMatchObject([
      { event: 'refused', status: 401 },
      { msg: 'request', status: 401 },
    ])
    lines.length = 0
    await server.app.close()
    // A refusal and its request are a line each.
    expect(logged()).toMatchObject([
      { requests: { readAgent: { 401: 30 - LINES_ABOUT_STRANGERS / 2 }, login: { 401: 1 } } },
    ])
  })

  it('that failed is told with the trace, and its reply names the line', async () => {
    await server.db.schema.dropTable('list_state').execute()
    const reply = await server.app.inject({
      url: '/configuration/agents/info',
      headers: { 'lv-session': await server.login('manager') },
    })
    const failure = logged().find(({ level }) => level === 'error')
    expect(failure).toMatchObject({ reqId: reply.headers['x-request-id'], err: { message: /list_state/ } })
  })
})

describe('an event', () => {
  it('is every sign-in, and every refusal of one with its reason, but never a name that nobody has', async () => {
    lines.length = 0
    await login('manager', PASSWORD)
    await login('manager', 'wrong-one-1')
    await login('typed-my-pass-1', 'wrong-one-1')
    const common = { address: '127.0.0.1', reqId: expect.any(String) as string }
    expect(events()).toMatchObject([
      { ...common, level: 'info', event: 'signed-in', client: CLIENT, account: 'manager' },
      { ...common, level: 'warn', event: 'sign-in-refused', reason: 'wrong password', account: 'manager' },
      { ...common, level: 'info', event: 'refused', operation: 'login', status: 401 },
      { ...common, level: 'warn', event: 'sign-in-refused', reason: 'no such account' },
      { event: 'refused' },
    ])
    expect(lines.join('')).not.toContain('typed-my-pass-1')
  })

  it('is every lock and unlock, once', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
    for (let i = 0; i < 6; i++) await login('HOLDER', 'wrong-one-1', true)
    for (let i = 0; i < 2; i++) await server.send('PUT', `/configuration/agents/${id}`, { body: { unlock: true } })
    for (let i = 0; i < 6; i++) await login('manager', 'wrong-one-1')
    const locks = events().filter(({ event }) => /lock/.test(String(event)))
    expect(locks).toMatchObject([
      { event: 'agent-locked', client: CLIENT, account: 'HOLDER', level: 'warn' },
      { event: 'agent-unlocked', client: CLIENT, account: 'HOLDER' },
      { event: 'user-locked', client: CLIENT, account: 'manager', level: 'warn' },
    ])
    expect(events().filter(({ reason }) => reason === 'locked or inactive')).toHaveLength(2)
  })

  it('is an alert when the last active Sysadmin has to wait, and none while there is another', async () => {
    await insertUser(server.db, CLIENT, { userName: 'second', role: 'Sysadmin' })
    const alerts = () => events().filter(({ event }) => event === 'last-sysadmin-locked')
    for (let i = 0; i < 5; i++) await login('superuser', 'wrong-one-1')
    for (let i = 0; i < 5; i++) await login('sysadmin', 'wrong-one-1')
    expect(alerts()).toEqual([])
    for (let i = 0; i < 5; i++) await login('second', 'wrong-one-1')
    expect(alerts()).toMatchObject([{ level: 'error', client: CLIENT, account: 'second', address: '127.0.0.1' }])
  })

  it('is every request without a session, without the permission and without the patience', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
    const session = await server.login('teamlead')
    lines.length = 0
    await server.send('DELETE', `/configuration/agents/${id}`, { session })
    await server.send('GET', `/configuration/agents/${id}`, { session: null })
    await server.db.updateTable('rate').set({ taken: 100 }).execute()
    await login('ituser', PASSWORD)
    expect(events()).toMatchObject([
      { event: 'refused', status: 403, operation: 'deleteAgent', user: 'teamlead', reason: /Administer Agents/ },
      { event: 'refused', status: 401, operation: 'readAgent' },
      { event: 'refused', status: 429, operation: 'login', level: 'warn' },
    ])
  })
})

describe('secrets', () => {
  /** A session in which every road that a password, a token or a cookie takes is gone, right and wrong. Returns all of them. */
  async function useSecrets(): Promise<string[]> {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
    const [set, changed, wrong, typed] = ['set-secret-1', 'changed-secret-2', 'wrong-secret-3', 'typed-secret-4']
    const dashboard = await server.app.inject({
      method: 'POST',
      url: '/dashboard/session',
      payload: { clientName: `C${CLIENT}`, userName: 'manager', password: PASSWORD },
    })
    const cookie = /=([\w-]{36});/.exec(String(dashboard.headers['set-cookie']))?.[1] ?? ''
    const session = await server.login('manager')
    await server.app.inject({ url: '/dashboard/session', cookies: { 'agent-console-session-80': cookie } })
    await server.send('GET', `/session/validate/${session}`)
    await server.send('GET', `/session/validate/${session}/%zz`)
    await server.send('GET', `/session/nothing/${session}`)
    await server.send('PUT', `/configuration/agents/${id}`, { body: { password: set } })
    await server.send('PUT', `/configuration/agents/${id}`, { body: { password: set } })
    await server.send('PUT', `/configuration/agents/${id}?password=${typed}`, { body: `{"password":"${typed}` })
    await server.send('POST', '/session/password', {
      body: { clientName: `C${CLIENT}`, userName: 'HOLDER', password: set, newPassword: changed, agent: true },
    })
    for (let i = 0; i < 6; i++) await login('HOLDER', wrong, true)
    await login(typed, wrong)
    await login('manager', typed)
    await server.db.schema.dropTable('change').execute()
    await server.send('PUT', `/configuration/agents/${id}`, { body: { password: 'failed-secret-5', unlock: true } })
    await server.send('DELETE', `/session/logout/${session}`)
    return [PASSWORD, set, changed, wrong, typed, 'failed-secret-5', session, cookie, 'argon2']
  }

  it('are in no line, whatever was done with them', async () => {
    const secrets = await useSecrets()
    const log = lines.join('')
    expect(secrets.filter((secret) => secret === '' || log.includes(secret))).toEqual([])
    // There was a failure among it, with its trace: also that says nothing.
    expect(log).toMatch(/no such table: change|relation \\"change\\" does not exist/)
  })

  it('would be found by that test: a line that carries one is told from the others', async () => {
    const [password = ''] = await useSecrets()
    server.app.log.info({ body: { password } }, 'a careless line')
    expect(lines.filter((line) => line.includes(password))).toHaveLength(1)
  })
})

it('is written once for all lines of a turn, and what is left at the end', async () => {
  const written: string[] = []
  const before = new Set(process.listeners('exit'))
  const batches = inBatches({ write: (text) => written.push(text) })
  const atExit = process.listeners('exit').find((listener) => !before.has(listener))
  for (const line of ['one\n', 'two\n']) batches.write(line)
  expect(written).toEqual([])
  await nextTurn()
  expect(written).toEqual(['one\ntwo\n'])
  batches.write('last\n')
  atExit?.(0)
  expect(written).toEqual(['one\ntwo\n', 'last\n'])
  await nextTurn()
  expect(written).toHaveLength(2)
})
