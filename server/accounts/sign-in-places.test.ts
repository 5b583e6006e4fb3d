import { verify } from '@node-rs/argon2'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, insertUser, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT } from '#server/testing/server.ts'

vi.mock(import('@node-rs/argon2'), async (importOriginal) =>
  (await import('#server/testing/cheap-argon2.ts')).cheaper(importOriginal),
)

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const OFFICE = '198.51.100.1'
const HOME = '198.51.100.77'
const ATTACKER = '203.0.113.7'

const server = serverForEachTest()

beforeEach(async () => {
  await insertUser(server.db, CLIENT, { userName: 'ann', role: 'Manager' })
  vi.mocked(verify).mockClear()
})

interface Attempt {
  from: string
  userName?: string
  password?: string
  agent?: boolean
}

const attempt = async ({ from, userName = 'ann', password = PASSWORD, agent = false }: Attempt) =>
  (
    await server.app.inject({
      method: 'POST',
      url: '/session/login',
      payload: { clientName: `C${CLIENT}`, userName, password, agent },
      remoteAddress: from,
    })
  ).statusCode

const right = (from: string, more: Partial<Attempt> = {}) => attempt({ from, ...more })
const wrong = (from: string, more: Partial<Attempt> = {}) => attempt({ from, password: 'wrong-one-1', ...more })

async function wrongTimes(times: number, from: string, more: Partial<Attempt> = {}) {
  for (let i = 0; i < times; i++) expect(await wrong(from, more)).toBe(401)
}

const lookedAt = () => vi.mocked(verify).mock.calls.length

async function lookedAtFor(userName: string) {
  const { password_hash } = await server.db
    .selectFrom('user_account')
    .select('password_hash')
    .where('user_name', '=', userName)
    .executeTakeFirstOrThrow()
  return vi.mocked(verify).mock.calls.filter(([hash]) => hash === password_hash).length
}

describe('a user, where they signed in before', () => {
  it('is let in whatever others do elsewhere', async () => {
    expect(await right(OFFICE)).toBe(200)
    for (let round = 0; round < 100; round++) {
      await wrong(ATTACKER)
      server.clock.now += 3 * MINUTE
    }
    await wrongTimes(5, '203.0.113.8')
    expect(await right('203.0.113.9')).toBe(401)
    expect(await right(OFFICE)).toBe(200)
  })

  it('has five attempts of their own, and five more after a quarter of an hour', async () => {
    await right(OFFICE)
    await wrongTimes(5, ATTACKER)
    await wrongTimes(4, OFFICE)
    expect(await right(OFFICE)).toBe(200)
    await wrongTimes(5, OFFICE)
    expect(await right(OFFICE)).toBe(401)
    server.clock.now += 15 * MINUTE - 1
    expect(await right(OFFICE)).toBe(401)
    server.clock.now += 1
    await wrongTimes(4, OFFICE)
    expect(await right(OFFICE)).toBe(200)
  })

  it('keeps strangers waiting with wrong passwords of their own', async () => {
    await right(OFFICE)
    await wrongTimes(5, OFFICE)
    expect(await right(HOME)).toBe(401)
  })

  it('is a stranger there after thirty days', async () => {
    await right(OFFICE)
    server.clock.now += 29 * DAY
    await wrongTimes(5, ATTACKER)
    expect(await right(OFFICE)).toBe(200)
    server.clock.now += 31 * DAY
    await wrongTimes(5, ATTACKER)
    expect(await right(OFFICE)).toBe(401)
  })

  it('is let in from all of an IPv6 network, and no other', async () => {
    expect(await right('2001:db8:0:7::1')).toBe(200)
    await wrongTimes(5, ATTACKER)
    expect(await right('2001:db8:0:7:ffff::2')).toBe(200)
    await wrongTimes(5, '203.0.113.8')
    expect(await right('2001:db8:0:8::1')).toBe(401)
  })

  it('changes their password there, which nobody else can keep them from', async () => {
    await right(OFFICE)
    await wrongTimes(5, ATTACKER)
    const payload = { clientName: `C${CLIENT}`, userName: 'ann', password: PASSWORD, newPassword: 'another-one-1' }
    const send = (remoteAddress: string) =>
      server.app.inject({ method: 'POST', url: '/session/password', payload, remoteAddress })
    expect((await send(HOME)).statusCode).toBe(401)
    expect((await send(OFFICE)).statusCode).toBe(204)
  })
})

describe('a user, where they never signed in', () => {
  it('shares five attempts with all strangers, of which no more are looked at when 120 come at once', async () => {
    const replies = await Promise.all(Array.from({ length: 120 }, (_, i) => wrong(`203.0.113.${i % 50}`)))
    expect(replies.every((status) => status === 401 || status === 503)).toBe(true)
    expect(await lookedAtFor('ann')).toBe(5)
  })

  it('waits no longer than the wait was when they first came, whatever others do meanwhile', async () => {
    await wrongTimes(5, ATTACKER)
    server.clock.now += MINUTE
    expect(await right(HOME)).toBe(401)
    for (let minute = 0; minute < 14; minute++) {
      await wrong(ATTACKER)
      await wrong(`203.0.113.${100 + minute}`)
      server.clock.now += MINUTE
    }
    // All their waits end now.
    for (let i = 0; i < 14; i++) await wrong(`203.0.113.${100 + i}`)
    await wrongTimes(5, '203.0.113.200')
    expect(await right(HOME)).toBe(200)
  })

  it('waits longer with each wrong password of their own: 15 minutes, 30, an hour', async () => {
    await wrongTimes(5, HOME)
    for (const minutes of [15, 30, 60, 60]) {
      server.clock.now += minutes * MINUTE - 1
      expect(await right(HOME)).toBe(401)
      server.clock.now += 1
      await wrong(HOME)
    }
    server.clock.now += 60 * MINUTE
    expect(await right(HOME)).toBe(200)
  })

  it('has 30 passwords of one stranger looked at in a day, who comes every minute', async () => {
    for (let minute = 0; minute < 24 * 60; minute++) {
      await wrong(ATTACKER)
      server.clock.now += MINUTE
    }
    expect(await lookedAtFor('ann')).toBe(30)
  })

  it('is one stranger with all of an IPv6 /48', async () => {
    await wrongTimes(5, '2001:db8:1:1::1')
    server.clock.now += 15 * MINUTE
    await wrong('2001:db8:1:2::1')
    expect(await right('2001:db8:1:3::1')).toBe(401)
    expect(await right('2001:db8:2:1::1')).toBe(200)
  })

  it('waits no more once a supervisor has unlocked them', async () => {
    await wrongTimes(5, HOME)
    server.clock.now += 15 * MINUTE
    await wrong(HOME)
    expect(await right(HOME)).toBe(401)
    const { id } = await server.db
      .selectFrom('user_account')
      .select('id')
      .where('user_name', '=', 'ann')
      .executeTakeFirstOrThrow()
    const session = await server.login('superuser')
    await server.send('PUT', `/dashboard/users/${id}`, { body: { unlock: true }, session })
    expect(await right(HOME)).toBe(200)
  })
})

describe('an agent, where they signed in before', () => {
  const bob = { userName: 'BOB', agent: true }
  let id: number
  const isLocked = async () =>
    ((await server.send('GET', `/configuration/agents/${id}`)).body as { locked: boolean }).locked
  const unlock = async () => {
    const session = await server.login('manager')
    expect(await server.send('PUT', `/configuration/agents/${id}`, { body: { unlock: true }, session })).toEqual({
      status: 204,
    })
  }

  beforeEach(async () => {
    id = await insertAgent(server.db, CLIENT, { loginId: 'BOB' })
    await right(OFFICE, bob)
  })

  it('works on when strangers lock them, and stays locked for all other places until a supervisor unlocks', async () => {
    await wrongTimes(5, ATTACKER, bob)
    expect(await isLocked()).toBe(true)
    expect(await right(OFFICE, bob)).toBe(200)
    expect(await isLocked()).toBe(true)
    server.clock.now += DAY
    expect(await right(HOME, bob)).toBe(401)
    await unlock()
    expect(await right(HOME, bob)).toBe(200)
  })

  it('is locked everywhere by five wrong passwords of their own, until a supervisor unlocks', async () => {
    await wrongTimes(5, OFFICE, bob)
    expect(await isLocked()).toBe(true)
    expect([await right(OFFICE, bob), await right(HOME, bob)]).toEqual([401, 401])
    server.clock.now += DAY
    expect(await right(OFFICE, bob)).toBe(401)
    await unlock()
    expect([await right(OFFICE, bob), await right(HOME, bob)]).toEqual([200, 200])
  })

  it('has five attempts there, also when strangers had theirs', async () => {
    await wrongTimes(5, ATTACKER, bob)
    await wrongTimes(4, OFFICE, bob)
    expect(await right(OFFICE, bob)).toBe(200)
    await wrongTimes(5, OFFICE, bob)
    expect(await right(OFFICE, bob)).toBe(401)
    const locks = await server.db.selectFrom('change').select('kind').where('kind', '=', 'agent-locked').execute()
    expect(locks).toHaveLength(1)
  })

  it('sets a new password there while locked, and no other agent notices', async () => {
    await wrongTimes(5, ATTACKER, bob)
    const payload = { clientName: `C${CLIENT}`, ...bob, password: PASSWORD, newPassword: 'another-one-1' }
    const send = (remoteAddress: string) =>
      server.app.inject({ method: 'POST', url: '/session/password', payload, remoteAddress })
    expect((await send(HOME)).statusCode).toBe(401)
    expect((await send(OFFICE)).statusCode).toBe(204)
    expect(await isLocked()).toBe(true)
  })
})

describe('one address', () => {
  it('locks no more than fifteen agents an hour', async () => {
    for (let i = 0; i < 20; i++) await insertAgent(server.db, CLIENT, { loginId: `AGENT-${i}` })
    const locked = async () =>
      (await server.db.selectFrom('agent').select('id').where('locked_at', 'is not', null).execute()).length
    for (let i = 0; i < 20; i++) {
      await wrongTimes(5, ATTACKER, { userName: `AGENT-${i}`, agent: true })
      server.clock.now += MINUTE
    }
    expect(await locked()).toBe(15)
    // Others can still lock the rest, and so can this address an hour later.
    await wrong(HOME, { userName: 'AGENT-19', agent: true })
    expect(await locked()).toBe(16)
    server.clock.now += 60 * MINUTE
    await wrong(ATTACKER, { userName: 'AGENT-18', agent: true })
    expect(await locked()).toBe(17)
  })

  it('that was refused too often still lets in who signed in there before, and nobody else', async () => {
    await right(OFFICE)
    // For example a script with a wrong password.
    for (let i = 0; i < 100; i++) expect(await wrong(OFFICE, { userName: `nobody-${i}` })).toBe(401)
    expect(await right(OFFICE, { userName: 'manager' })).toBe(429)
    expect(await wrong(OFFICE, { userName: 'nobody' })).toBe(429)
    expect(await wrong(OFFICE)).toBe(429)
    expect(await right(OFFICE)).toBe(200)
    expect(await right(OFFICE, { userName: 'manager' })).toBe(429)
  })

  it('has no more than a hundred passwords looked at, of 260 at once under different names', async () => {
    const replies: number[] = []
    // More than this at once would be answered 503.
    for (let round = 0; round < 4; round++)
      replies.push(
        ...(await Promise.all(
          Array.from({ length: 65 }, (_, i) => wrong(ATTACKER, { userName: `nobody-${round}-${i}` })),
        )),
      )
    expect(replies.filter((status) => status === 401)).toHaveLength(100)
    expect(replies.filter((status) => status === 429)).toHaveLength(160)
    expect(lookedAt()).toBe(100)
  })

  it('signs in 300 users one after another: right passwords count for nothing', async () => {
    for (let i = 0; i < 150; i++) await insertAgent(server.db, CLIENT, { loginId: `AGENT-${i}` })
    for (let i = 0; i < 300; i++) expect(await right(OFFICE, { userName: `AGENT-${i % 150}`, agent: true })).toBe(200)
  })

  it.each([
    ['of a /64', (i: number) => `2001:db8:0:7::${i}`, 100],
    ['of a /48', (i: number) => `2001:db8:0:${i.toString(16)}::1`, 300],
  ])('%s counts with its whole network', async (_, addressOf, most) => {
    for (let i = 0; i < most; i++) expect(await wrong(addressOf(i), { userName: `nobody-${i}` })).toBe(401)
    expect(await wrong(addressOf(most + 1), { userName: 'nobody' })).toBe(429)
    expect(await wrong('2001:db8:1::1', { userName: 'nobody' })).toBe(401)
  })
})
