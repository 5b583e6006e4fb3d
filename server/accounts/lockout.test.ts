import { describe, expect, it } from 'vitest'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT } from '#server/testing/server.ts'

const MINUTE = 60_000

const server = serverForEachTest()

const attempt = (userName: string, password: string, more: { agent?: boolean; from?: string } = {}) =>
  server.app.inject({
    method: 'POST',
    url: '/session/login',
    payload: { clientName: `C${CLIENT}`, userName, password, agent: more.agent ?? false },
    remoteAddress: more.from ?? '192.0.2.1',
  })

const statuses = async (attempts: Promise<{ statusCode: number }>[]) =>
  (await Promise.all(attempts)).map(({ statusCode }) => statusCode)

describe('an agent', () => {
  it('is locked by 500 wrong passwords side by side, of which five are counted', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'TARGET' })
    // From many addresses, in both cases: none of that gives more attempts.
    const answers = await statuses(
      Array.from({ length: 500 }, (_, i) =>
        attempt(i % 2 ? 'TARGET' : 'target', `wrong-${i}`, { agent: true, from: `192.0.2.${i % 50}` }),
      ),
    )
    expect(answers.every((status) => status === 401 || status === 503)).toBe(true)
    const agent = await server.db.selectFrom('agent').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(agent).toMatchObject({ failed_logins: 5, locked_at: server.clock.now })
    const changes = await server.db.selectFrom('change').select('kind').execute()
    expect(changes).toEqual([{ kind: 'agent-locked' }])
  })

  it('signs in 20 times side by side with the right password', async () => {
    await insertAgent(server.db, CLIENT, { loginId: 'BUSY' })
    const answers = await statuses(Array.from({ length: 20 }, () => attempt('BUSY', PASSWORD, { agent: true })))
    expect(answers).toEqual(Array.from({ length: 20 }, () => 200))
  })

  it('has the wrong passwords forgotten by a right one and by an unlock', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'FORGETFUL' })
    const failures = async () =>
      (await server.db.selectFrom('agent').select('failed_logins').where('id', '=', id).executeTakeFirst())
        ?.failed_logins
    for (let i = 0; i < 4; i++) await attempt('FORGETFUL', 'wrong', { agent: true })
    expect(await failures()).toBe(4)
    await attempt('FORGETFUL', PASSWORD, { agent: true })
    expect(await failures()).toBe(0)
    await attempt('FORGETFUL', 'wrong', { agent: true })
    await server.send('PUT', `/configuration/agents/${id}`, { body: { unlock: true } })
    expect(await failures()).toBe(0)
  })
})

describe('a user', () => {
  const wrong = () => attempt('manager', 'wrong')
  const right = async () => (await attempt('manager', PASSWORD)).statusCode

  it('is locked for 15 minutes by five wrong passwords within five', async () => {
    for (let i = 0; i < 5; i++) await wrong()
    expect(await right()).toBe(401)
    server.clock.now += 15 * MINUTE - 1
    expect(await right()).toBe(401)
    server.clock.now += 1
    expect(await right()).toBe(200)
  })

  it('is not locked by five wrong passwords over a longer time', async () => {
    for (let i = 0; i < 4; i++) await wrong()
    server.clock.now += 5 * MINUTE
    await wrong()
    expect(await right()).toBe(200)
  })
})

describe('an address', () => {
  it('of IPv6 counts with its network, which is one caller’s', async () => {
    const row = { key: 'sign-ins 2001:db8:0:7::/64', taken: 100, ends_at: server.clock.now + 5 * MINUTE }
    await server.db.insertInto('rate').values(row).execute()
    const statusFrom = async (from: string) => (await attempt('nobody', 'wrong', { from })).statusCode
    expect(await statusFrom('2001:db8:0:7::1')).toBe(429)
    expect(await statusFrom('2001:db8:0:7:ffff:1:2:3')).toBe(429)
    expect(await statusFrom('2001:db8:0:8::1')).toBe(401)
    expect(await statusFrom('2001:db8::7')).toBe(401)
    expect(await statusFrom('::ffff:192.0.2.9')).toBe(401)
    expect(await statusFrom('::1')).toBe(401)
  })

  it('has to wait after 100 refusals within five minutes, whoever they named; others need not', async () => {
    for (let i = 0; i < 100; i++) expect((await attempt(`nobody-${i}`, 'wrong')).statusCode).toBe(401)
    server.clock.now += MINUTE
    const reply = await attempt('manager', PASSWORD)
    expect(reply.statusCode).toBe(429)
    expect(reply.headers['retry-after']).toBe('240')
    expect(reply.json()).toEqual({ code: 429, message: 'Too many refused sign-ins [try again in 240 seconds]' })
    expect((await attempt('manager', PASSWORD, { from: '192.0.2.2' })).statusCode).toBe(200)
    server.clock.now += 4 * MINUTE
    expect((await attempt('manager', PASSWORD)).statusCode).toBe(200)
  })
})
