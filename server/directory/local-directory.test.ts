import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { insertAgent, insertSkill } from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

let server: TestServer

beforeEach(async () => {
  server = await startTestServer()
  await insertSkill(server.db, CLIENT, 200, 'GOLD')
  await insertSkill(server.db, CLIENT, 201, 'UNHELD')
  await insertSkill(server.db, OTHER_CLIENT, 210, 'THEIRS')
})

afterEach(() => server.close())

describe('locked agents', () => {
  it('are listed and counted as they are locked, unlocked and deleted', async () => {
    const locked = async () => (await server.send('GET', '/dashboard/locked-agents?count=9&offset=0')).body
    const lock = async (loginId: string) => {
      const body = { clientName: `C${CLIENT}`, userName: loginId, password: 'wrong-one-1', agent: true }
      for (let i = 0; i < 5; i++) await server.send('POST', '/session/login', { body, session: null })
    }
    const id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
    const other = await insertAgent(server.db, CLIENT, { loginId: 'ANOTHER' })
    expect(await locked()).toEqual({ agent: [], next: null, size: 0, checkedAt: server.clock.now })
    await lock('HOLDER')
    await lock('ANOTHER')
    expect(await locked()).toMatchObject({ agent: [{ loginId: 'ANOTHER' }, { id, loginId: 'HOLDER' }], size: 2 })
    const unlock = () => server.send('PUT', `/configuration/agents/${id}`, { body: { unlock: true } })
    await unlock()
    await unlock()
    expect(await locked()).toMatchObject({ agent: [{ loginId: 'ANOTHER' }], size: 1 })
    await server.send('DELETE', `/configuration/agents/${other}`)
    expect(await locked()).toMatchObject({ agent: [], size: 0 })
  })
})

describe('the client of an object', () => {
  it('is told who may act there, and to others the object is as if it were not there', async () => {
    const agent = await insertAgent(server.db, OTHER_CLIENT, { loginId: 'ELSEWHERE' })
    const sysadmin = { session: await server.login('sysadmin') }
    const agentPath = `/dashboard/agents/${agent}/client`
    expect(await server.send('GET', agentPath, sysadmin)).toMatchObject({ status: 200, body: { client: OTHER_CLIENT } })
    expect((await server.send('GET', '/dashboard/skills/210/client', sysadmin)).body).toEqual({ client: OTHER_CLIENT })
    expect((await server.send('GET', '/dashboard/skills/200/client')).body).toEqual({ client: CLIENT })
    expect(await server.send('GET', agentPath)).toMatchObject({
      status: 404,
      body: { message: `Agent not found [ID:${agent}]` },
    })
  })
})

describe('the holders of a skill', () => {
  it('are listed by level with their names', async () => {
    await insertAgent(server.db, CLIENT, { loginId: 'SECOND', skills: { 200: 2 } })
    await insertAgent(server.db, CLIENT, { loginId: 'FIRST', firstName: 'Fay', lastName: 'Irst', skills: { 200: 1 } })
    expect(await server.send('GET', '/dashboard/skill-holders/200?count=1&offset=0')).toMatchObject({
      body: {
        agent: [{ loginId: 'FIRST', firstName: 'Fay', lastName: 'Irst', active: true, proficiency: 1 }],
        next: 'dashboard/skill-holders/200/?offset=1&count=1',
      },
    })
  })

  it('go on from where a page ended, and from nowhere else', async () => {
    await insertAgent(server.db, CLIENT, { loginId: 'A.1', skills: { 200: 1 } })
    await insertAgent(server.db, CLIENT, { loginId: 'B', skills: { 200: 1 } })
    await insertAgent(server.db, CLIENT, { loginId: 'A', skills: { 200: 5 } })
    const after = (key: string) =>
      server.send('GET', `/dashboard/skill-holders/200?count=9&offset=0&after=${encodeURIComponent(key)}`)
    expect(await after('1.A.1')).toMatchObject({ body: { agent: [{ loginId: 'B' }, { loginId: 'A' }] } })
    expect(await after('5.')).toMatchObject({ body: { agent: [{ loginId: 'A' }] } })
    for (const key of ['A', '0.A', '6.A', '1', '11.A', '1e30', 'Infinity', 'NaN.A', '-1.A', ' 1.A', '1.\u0000'])
      expect(await after(key)).toMatchObject({ status: 400, body: { code: 202, message: /^Invalid after \[/ } })
  })

  it('are hidden with a skill of another client', async () => {
    expect(await server.send('GET', '/dashboard/skill-holders/210?count=1&offset=0')).toMatchObject({ status: 404 })
  })
})

describe('the clients to choose from', () => {
  it('are all for a Sysadmin, and their own for everybody else', async () => {
    const clients = async (user: string) => {
      const { body } = await server.send('GET', '/dashboard/clients', { session: await server.login(user) })
      return (body as { client: { id: number }[] }).client.map(({ id }) => id)
    }
    expect(new Set(await clients('sysadmin'))).toEqual(new Set([CLIENT, OTHER_CLIENT]))
    expect(await clients('superuser')).toEqual([CLIENT])
  })
})
