import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { insertAgent, insertCallCenter, insertService, insertSkill } from '#server/testing/fixtures.ts'
import { CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

let server: TestServer
let session: string
let agent: string
const skill = '/configuration/agents/skills/200'

beforeEach(async () => {
  server = await startTestServer()
  session = await server.login('manager')
  await insertSkill(server.db, CLIENT, 200, 'GOLD')
  await insertCallCenter(server.db, CLIENT, 10)
  await insertService(server.db, CLIENT, { id: 100, callCenter: 10 })
  agent = `/configuration/agents/${await insertAgent(server.db, CLIENT, { loginId: 'HOLDER', skills: { 200: 1 } })}`
})

afterEach(() => server.close())

const read = (url: string, headers: Record<string, string> = {}) =>
  server.app.inject({ url, headers: { 'lv-session': session, ...headers } })

const tagOf = async (url: string) => String((await read(url)).headers['etag'])

const put = (url: string, body: object, headers: Record<string, string>) => server.send('PUT', url, { body, headers })

const CHANGED = 'Precondition failed [it is not the version that you named: read it again]'

describe('the tag of what is read', () => {
  it.each([
    ['a name', () => put(agent, { lastName: 'New' }, {})],
    ['the lock', () => server.db.updateTable('agent').set({ locked_at: 1 }).execute()],
    ['a level', () => server.send('PUT', `${agent}/skills/200?proficiency=2`)],
    ['a skill', () => server.send('DELETE', `${agent}/skills/200`)],
    ['a deleted skill', () => server.send('DELETE', skill)],
    ['a service', () => server.send('PUT', `${agent}/services/100`)],
  ])('of an agent is another after a change of %s', async (_, change) => {
    const before = await tagOf(agent)
    expect(before).toMatch(/^"[\w-]+"$/)
    await change()
    expect(await tagOf(agent)).not.toBe(before)
  })

  it('of an agent is the same after a sign-in', async () => {
    const before = await tagOf(agent)
    await server.login('HOLDER', { agent: true })
    expect((await read(agent)).json()).toHaveProperty('lastLoginIp')
    expect(await tagOf(agent)).toBe(before)
  })

  it.each([
    ['name', () => put(skill, { name: 'New' }, {})],
    ['description', () => put(skill, { description: 'New' }, {})],
    ['holder’s level', () => server.send('PUT', `${agent}/skills/200?proficiency=2`)],
    ['holder', () => server.send('DELETE', agent)],
  ])('of a skill is another after a change of its %s', async (_, change) => {
    const before = await tagOf(skill)
    expect(before).toMatch(/^"[\w-]+"$/)
    await change()
    expect(await tagOf(skill)).not.toBe(before)
  })

  it('saves reading again what is known already', async () => {
    for (const url of [agent, skill]) {
      const tag = await tagOf(url)
      for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
        const reply = await read(url, { 'if-none-match': known })
        expect([reply.statusCode, reply.headers['etag'], reply.body]).toEqual([304, tag, ''])
      }
      expect((await read(url, { 'if-none-match': '"other"' })).statusCode).toBe(200)
    }
  })

  it('is none on a list', async () => {
    const reply = await read('/configuration/agents?count=1&offset=0', { 'if-none-match': '*' })
    expect([reply.statusCode, reply.headers['etag']]).toEqual([200, undefined])
  })
})

describe('an update of the version that was read', () => {
  it('is done', async () => {
    for (const [url, body] of [
      [agent, { lastName: 'New' }],
      [skill, { name: 'New' }],
    ] as const) {
      const tag = await tagOf(url)
      expect(await put(url, body, { 'if-match': tag })).toEqual({ status: 204 })
      // Proxies that compress make tags weak.
      expect(await put(url, body, { 'if-match': `"other", W/${await tagOf(url)}` })).toEqual({ status: 204 })
      expect(await put(url, body, { 'if-match': '*' })).toEqual({ status: 204 })
    }
  })

  it('is refused when it was changed meanwhile, and changes nothing', async () => {
    const tags = [await tagOf(agent), await tagOf(skill)]
    await server.send('PUT', `${agent}/skills/200?proficiency=5`)
    const before = [(await read(agent)).json<object>(), (await read(skill)).json<object>()]
    expect(await put(agent, { lastName: 'New', unlock: true }, { 'if-match': tags[0] ?? '' })).toEqual({
      status: 412,
      body: { errorCode: 412, errorMessage: CHANGED },
    })
    expect(await put(agent, { password: 'another-one-1' }, { 'if-match': tags[0] ?? '' })).toMatchObject({
      status: 412,
    })
    expect(await put(skill, { name: 'New' }, { 'if-match': tags[1] ?? '' })).toEqual({
      status: 412,
      body: { code: 412, message: CHANGED },
    })
    expect([(await read(agent)).json<object>(), (await read(skill)).json<object>()]).toEqual(before)
  })

  it('is refused where nothing may be there yet', async () => {
    for (const url of [agent, skill])
      expect(await put(url, { lastName: 'New', name: 'New' }, { 'if-none-match': '*' })).toMatchObject({ status: 412 })
  })

  it('is 404 where there is nothing, whatever the version', async () => {
    expect(await put('/configuration/agents/999', { lastName: 'New' }, { 'if-match': '"x"' })).toMatchObject({
      status: 404,
    })
  })

  it('is done for one of two who read the same', async () => {
    const headers = { 'if-match': await tagOf(agent) }
    const statuses = await Promise.all(
      ['One', 'Two'].map(async (lastName) => (await put(agent, { lastName }, headers)).status),
    )
    expect(new Set(statuses)).toEqual(new Set([204, 412]))
  })

  it('holds for deleting as well', async () => {
    for (const url of [agent, skill]) {
      expect(await server.send('DELETE', url, { headers: { 'if-match': '"other"' } })).toMatchObject({ status: 412 })
      expect(await server.send('DELETE', url, { headers: { 'if-match': await tagOf(url) } })).toEqual({ status: 204 })
    }
  })
})
