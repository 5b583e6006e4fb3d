import { availableParallelism } from 'node:os'
import { verify } from '@node-rs/argon2'
import type { InjectOptions } from 'fastify'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '#server/testing/eventually.ts'
import { insertAgent } from '#server/testing/fixtures.ts'
import { CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

vi.mock(import('@node-rs/argon2'), async (importOriginal) => {
  const argon2 = await importOriginal()
  return { ...argon2, verify: vi.fn<typeof verify>(argon2.verify) }
})

let server: TestServer

beforeEach(async () => {
  server = await startTestServer({ metrics: 'loopback' })
})

afterEach(async () => {
  vi.mocked(verify).mockReset()
  await server.close()
})

const scrape = (more: InjectOptions = {}) => server.app.inject({ url: '/metrics', ...more })

/** The value of a series, such as `name{label="value"}`. */
async function valueOf(series: string): Promise<number | undefined> {
  const { body } = await scrape()
  const line = body.split('\n').find((each) => each.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length))
}

const login = (userName: string, password: string, agent = false) =>
  server.send('POST', '/session/login', {
    body: { clientName: `C${CLIENT}`, userName, password, agent },
    session: null,
  })

describe('the metrics', () => {
  it('count requests by operation and status, and time them', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
    for (const path of [id, id, 999_999]) await server.send('GET', `/configuration/agents/${path}`)
    expect(await valueOf('agent_console_requests_total{operation="readAgent",status="200"}')).toBe(2)
    expect(await valueOf('agent_console_requests_total{operation="readAgent",status="404"}')).toBe(1)
    const duration = 'agent_console_request_duration_seconds'
    expect(await valueOf(`${duration}_count{operation="readAgent"}`)).toBe(3)
    expect(await valueOf(`${duration}_bucket{le="+Inf",operation="readAgent"}`)).toBe(3)
    expect(await valueOf(`${duration}_sum{operation="readAgent"}`)).toBeGreaterThan(0)
  })

  it('have no label that a caller can choose', async () => {
    const strange = 'strange-thing'
    await server.app.inject({ url: `/${strange}` })
    await server.app.inject({ url: `/configuration/agents/${strange}` })
    await server.app.inject({ url: `/configuration/agents/%${strange}` })
    await server.app.inject({ url: '/healthz', headers: { 'user-agent': strange } })
    await login(strange, 'wrong-one-1')
    const { body } = await scrape()
    expect(body).not.toContain(strange)
    expect(await valueOf('agent_console_requests_total{operation="other",status="404"}')).toBe(1)
  })

  it('count sign-ins, refusals by reason, locks and unlocks', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
    for (let i = 0; i < 6; i++) await login('HOLDER', 'wrong-one-1', true)
    await server.send('PUT', `/configuration/agents/${id}`, { body: { unlock: true } })
    const count = (event: string, reason = '') =>
      valueOf(`agent_console_account_events_total{event="${event}",reason="${reason}"}`)
    // That of the manager, when the test server started.
    expect(await count('signed-in')).toBe(1)
    expect(await count('sign-in-refused', 'wrong password')).toBe(5)
    expect(await count('sign-in-refused', 'locked or inactive')).toBe(1)
    expect(await count('agent-locked')).toBe(1)
    expect(await count('agent-unlocked')).toBe(1)
  })

  it('tell of the connections, the passwords, the event loop and the process', async () => {
    const connections = 'agent_console_database_connections'
    expect(await valueOf(`${connections}{state="idle"}`)).toBeGreaterThan(0)
    expect(await valueOf(`${connections}{state="busy"}`)).toBe(0)
    expect(await valueOf('agent_console_database_waiting')).toBe(0)
    expect(await valueOf('agent_console_passwords{state="waiting"}')).toBe(0)
    expect(await valueOf('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0)
    expect(await valueOf('process_resident_memory_bytes')).toBeGreaterThan(1_000_000)
  })

  it('show a transaction that is under way, and who waits', async () => {
    let end = () => {}
    const ended = new Promise<void>((resolve) => (end = resolve))
    const begun = new Set<number>()
    const transactions = Array.from({ length: 21 }, (_, number) =>
      server.db.transaction().execute(async (trx) => {
        await trx.selectFrom('client').select('id').execute()
        begun.add(number)
        await ended
      }),
    )
    await eventually(() => expect(begun.size).toBeGreaterThan(0))
    expect(await valueOf('agent_console_database_connections{state="busy"}')).toBeGreaterThan(0)
    expect(await valueOf('agent_console_database_waiting')).toBeGreaterThanOrEqual(11)
    end()
    // Requests that waited longer than the pool allows were refused: that has nothing to do with the figures.
    await Promise.allSettled(transactions)
    expect(await valueOf('agent_console_database_waiting')).toBe(0)
  })

  it('show passwords that are being checked, and those that wait for their turn', async () => {
    let checked = (_right: boolean) => {}
    const check = new Promise<boolean>((resolve) => (checked = resolve))
    vi.mocked(verify).mockImplementation(() => check)
    const waiting = 3
    // Different names: the passwords of one account are checked one after the other.
    const many = Array.from({ length: availableParallelism() + waiting }, (_, i) => login(`nobody-${i}`, 'wrong-one-1'))
    const passwords = 'agent_console_passwords'
    try {
      await eventually(async () => expect(await valueOf(`${passwords}{state="waiting"}`)).toBe(waiting))
      expect(await valueOf(`${passwords}{state="running"}`)).toBe(availableParallelism())
    } finally {
      checked(false)
      await Promise.all(many)
    }
    expect(await valueOf(`${passwords}{state="running"}`)).toBe(0)
    expect(await valueOf(`${passwords}{state="waiting"}`)).toBe(0)
  })
})

describe('who may read the metrics', () => {
  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])(
    'is a program on this machine: %s',
    async (address) => {
      const reply = await scrape({ remoteAddress: address, headers: { host: '127.0.0.1:4300' } })
      expect(reply.statusCode).toBe(200)
      expect(reply.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
    },
  )

  it.each(['localhost', '[::1]:4300'])('may call it %s', async (host) => {
    expect((await scrape({ headers: { host } })).statusCode).toBe(200)
  })

  it.each<[string, InjectOptions]>([
    ['another machine', { remoteAddress: '192.0.2.7' }],
    ['another machine, by IPv6', { remoteAddress: '::ffff:192.0.2.7' }],
    ['another machine that says it is a proxy', { remoteAddress: '192.0.2.7', headers: { 'x-forwarded-for': '::1' } }],
    ['a proxy on this machine', { headers: { 'x-forwarded-for': '192.0.2.7' } }],
    ['a caller that says it is this machine, through a proxy', { headers: { 'x-forwarded-for': '127.0.0.1' } }],
    ['a proxy that speaks the standard', { headers: { forwarded: 'for=192.0.2.7' } }],
    ['a network of proxies', { headers: { 'cf-connecting-ip': '192.0.2.7' } }],
    ['another network of proxies', { headers: { 'true-client-ip': '192.0.2.7' } }],
    ['a proxy that names its caller in its own way', { headers: { 'x-client-ip': '192.0.2.7' } }],
    ['a proxy that says its name', { headers: { via: '1.1 proxy' } }],
    ["a browser here, on another site's page", { headers: { host: 'rebound.example' } }],
  ])('is not %s: for them there is no such path', async (_whom, request) => {
    const reply = await scrape(request)
    expect(reply.statusCode).toBe(404)
    expect(reply.body).not.toContain('agent_console')
  })

  it('are all who reach the port with METRICS=on', async () => {
    const open = await startTestServer({ metrics: 'on' })
    const reply = await open.app.inject({ url: '/metrics', remoteAddress: '192.0.2.7' })
    await open.close()
    expect(reply.statusCode).toBe(200)
  })

  it('are those who show the token, where there is one', async () => {
    const token = 'a-token-of-some-length'
    for (const metrics of ['on', 'loopback'] as const) {
      const guarded = await startTestServer({ metrics, metricsToken: token })
      const ask = async (authorization?: string) =>
        (await guarded.app.inject({ url: '/metrics', headers: authorization === undefined ? {} : { authorization } }))
          .statusCode
      expect(await ask(`Bearer ${token}`)).toBe(200)
      for (const wrong of [undefined, '', token, `Bearer ${token}x`, 'Bearer', `Basic ${token}`])
        expect(await ask(wrong)).toBe(404)
      const elsewhere = await guarded.app.inject({
        url: '/metrics',
        remoteAddress: '192.0.2.7',
        headers: { authorization: `Bearer ${token}` },
      })
      expect(elsewhere.statusCode).toBe(metrics === 'on' ? 200 : 404)
      await guarded.close()
    }
  })

  it('is nobody with METRICS=off', async () => {
    const closed = await startTestServer({ metrics: 'off' })
    const reply = await closed.app.inject({ url: '/metrics' })
    await closed.close()
    expect(reply.statusCode).toBe(404)
  })
})
