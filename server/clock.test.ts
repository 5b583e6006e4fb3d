import { describe, expect, it } from 'vitest'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT } from '#server/testing/server.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const server = serverForEachTest()

const signIn = (userName: string, password: string, agent = false) =>
  server.app
    .inject({
      method: 'POST',
      url: '/session/login',
      payload: { clientName: `C${CLIENT}`, userName, password, agent },
    })
    .then(({ statusCode }) => statusCode)

const statusIn = async (session: string) =>
  (await server.send('GET', '/configuration/agents?count=1&offset=0', { session })).status

async function failSignIns(count: number, userName: string, agent = false) {
  for (let i = 0; i < count; i++) expect(await signIn(userName, 'a-wrong-one-1', agent)).toBe(401)
}

describe('a session, when the clock is set back', () => {
  it.each([1, 10, 100])(
    'by %i hours, never outlives its twelve hours, not even when the clock catches up',
    async (by) => {
      const session = await server.login('manager')
      server.clock.now -= by * HOUR
      expect(await statusIn(session)).toBe(401)
      // A sign-in sweeps out sessions that ended.
      await server.login('teamlead')
      server.clock.now += by * HOUR
      expect(await statusIn(session)).toBe(401)
    },
  )

  it('lasts on where it is minutes, as between the clocks of two servers', async () => {
    const session = await server.login('manager')
    server.clock.now -= 4 * MINUTE
    expect(await statusIn(session)).toBe(200)
  })

  it('is opened and ends by the new time', async () => {
    server.clock.now -= 10 * HOUR
    const session = await server.login('manager')
    expect(await statusIn(session)).toBe(200)
    server.clock.now += 2 * HOUR + 1
    expect(await statusIn(session)).toBe(401)
  })

  it('is not shown among the sessions of its owner', async () => {
    await server.login('manager')
    server.clock.now -= 10 * HOUR
    const session = await server.login('manager')
    const { body } = await server.send('GET', '/dashboard/own-sessions', { session })
    expect(body).toMatchObject({ session: [{ current: true }] })
  })
})

it('a clock set forward by hours ends the sessions that then are too old, and those opened afterwards last', async () => {
  const before = await server.login('manager')
  server.clock.now += 13 * HOUR
  expect(await statusIn(before)).toBe(401)
  expect(await statusIn(await server.login('manager'))).toBe(200)
})

describe('a locked user', () => {
  it('is let in a quarter of an hour after the next attempt, when the clock is set back by ten hours', async () => {
    await failSignIns(5, 'teamlead')
    server.clock.now -= 10 * HOUR
    expect(await signIn('teamlead', PASSWORD)).toBe(401)
    server.clock.now += 14 * MINUTE
    expect(await signIn('teamlead', PASSWORD)).toBe(401)
    server.clock.now += MINUTE
    expect(await signIn('teamlead', PASSWORD)).toBe(200)
  })

  it('is not, once the clock is set back, for the wrong passwords of a time to come', async () => {
    await failSignIns(4, 'teamlead')
    server.clock.now -= 10 * HOUR
    await failSignIns(4, 'teamlead')
    expect(await signIn('teamlead', PASSWORD)).toBe(200)
  })
})

it.each([-10, 10])('an agent who is locked stays so when the clock jumps by %i hours', async (by) => {
  await insertAgent(server.db, CLIENT, { loginId: 'LOCKED' })
  await failSignIns(5, 'LOCKED', true)
  server.clock.now += by * HOUR
  expect(await signIn('LOCKED', PASSWORD, true)).toBe(401)
})

it('an address that was refused too often waits for minutes, not for as long as the clock was set back', async () => {
  await failSignIns(100, 'nobody')
  expect(await signIn('teamlead', PASSWORD)).toBe(429)
  server.clock.now -= 10 * HOUR
  expect(await signIn('teamlead', PASSWORD)).toBe(200)
})

it('the last four passwords are those that were set last, whatever the clock said', async () => {
  const id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
  const set = async (password: string) =>
    (await server.send('PUT', `/configuration/agents/${id}`, { body: { password } })).status
  for (const [i, password] of ['first-11', 'second-2', 'third-33', 'fourth-4'].entries()) {
    server.clock.now += i % 2 ? -3 * MINUTE : 2 * MINUTE
    expect(await set(password)).toBe(204)
  }
  expect(await set('first-11')).toBe(400)
  expect(await set(PASSWORD)).toBe(204)
})

it('what list info says was changed last only ever grows', async () => {
  const infoIn = async (session: string) => {
    const { body } = await server.send('GET', '/configuration/agents/info', { session })
    // The method's reply.
    return (body as { lastModified: number }).lastModified
  }
  const id = await insertAgent(server.db, CLIENT, { loginId: 'RENAMED' })
  const told: number[] = []
  for (const [i, by] of [0, -10, 20, -30].entries()) {
    server.clock.now += by * HOUR
    const session = await server.login('manager')
    expect(
      (await server.send('PUT', `/configuration/agents/${id}`, { body: { lastName: `N${i}` }, session })).status,
    ).toBe(204)
    told.push(await infoIn(session))
  }
  expect(told).toEqual([...new Set(told)].sort((one, other) => one - other))
})
