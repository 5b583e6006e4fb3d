import { beforeEach, describe, expect, it } from 'vitest'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, insertCallCenter, insertService, insertSkill } from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT } from '#server/testing/server.ts'

const server = serverForEachTest()

interface Page {
  agent: { loginId: string }[]
  next: string | null
}

describe('paging', () => {
  const loginIds = ['A1', 'A2', 'B!', 'B#.?', 'b5', 'Z9', 'É1']

  beforeEach(async () => {
    for (const loginId of loginIds.toReversed()) await insertAgent(server.db, CLIENT, { loginId })
    await insertAgent(server.db, OTHER_CLIENT, { loginId: 'ELSEWHERE' })
  })

  it('visits every agent once, by code point of the login ID, when `next` is followed to the end', async () => {
    const seen: string[] = []
    let url: string | null = 'configuration/agents/?count=3&offset=0'
    while (url !== null) {
      const { body } = await server.send('GET', `/${url}`)
      const page = body as Page
      seen.push(...page.agent.map((agent) => agent.loginId))
      url = page.next
    }
    expect(seen).toEqual(['A1', 'A2', 'B!', 'B#.?', 'B5', 'Z9', 'É1'])
  })

  it('has no next page when the last one is full', async () => {
    expect(await server.send('GET', '/configuration/agents?count=7&offset=0')).toMatchObject({ body: { next: null } })
  })

  it('clamps the count to 1000', async () => {
    await server.db
      .insertInto('agent_skill')
      .values(
        Array.from({ length: 1001 }, (_, i) => ({
          client_id: CLIENT,
          name: `S${i}`,
          name_key: `s${i}`,
          description: '',
        })),
      )
      .execute()
    const { body } = await server.send('GET', '/configuration/agents/skills?count=5000&offset=0')
    expect(body).toMatchObject({ next: expect.stringContaining('/skills/?offset=1000&count=1000') })
    expect((body as { agentSkill: unknown[] }).agentSkill).toHaveLength(1000)
  })

  it('reads on from the key in `next`, whatever was added or taken away before it; an offset alone still counts', async () => {
    for (const list of ['agents/', 'agents/search/'] as const) {
      const method = list === 'agents/' ? 'GET' : 'POST'
      const more = { ...(method === 'POST' && { body: { lastName: 'example' } }) }
      const names = async (query: string) => {
        const { body } = await server.send(method, `/configuration/${list}?count=2&${query}`, more)
        return (body as Page).agent.map((agent) => agent.loginId)
      }
      expect(await names('offset=5000')).toEqual([])
      expect(await names('offset=5000&after=B%23.%3F')).toEqual(['B5', 'Z9'])
      expect(await names('offset=3')).toEqual(['B#.?', 'B5'])
      const { body } = await server.send(method, `/configuration/${list}?count=2&offset=1000&after=A2`, more)
      expect(body).toMatchObject({ next: `configuration/${list}?offset=1002&count=2&after=B%23.%3F` })
    }
  })

  it('refuses a key that cannot be one', async () => {
    for (const path of ['agents/skills', 'callCenters', 'services'])
      expect(await server.send('GET', `/configuration/${path}?count=5&offset=0&after=x`)).toMatchObject({ status: 400 })
  })

  it('refuses a key that no text of ours can be', async () => {
    const session = await server.login('sysadmin')
    const lists = ['/configuration/agents', '/configuration/agents/skills', '/configuration/services']
    for (const list of [...lists, '/dashboard/users'])
      for (const key of ['%00', 'A%00', '%1F', '%7F', 'x'.repeat(401)])
        expect(await server.send('GET', `${list}?count=5&offset=0&after=${key}`, { session })).toMatchObject({
          status: 400,
          body: { code: 202, message: /^Invalid after \[/ },
        })
  })

  it.each([
    ['offset=0', 'Missing required field [count]'],
    ['count=5', 'Missing required field [offset]'],
    ['count=0&offset=0', 'Invalid count [count must be 1 or more]'],
    ['count=-1&offset=0', 'Invalid count [count must be 1 or more]'],
    ['count=5&offset=-1', 'Invalid offset [offset must be 0 or more]'],
    ['count=many&offset=0', 'Invalid count [count must be a whole number]'],
  ])('refuses %s and names the parameter', async (query, message) => {
    for (const path of ['agents', 'agents/skills', 'callCenters', 'services'])
      expect(await server.send('GET', `/configuration/${path}?${query}`)).toEqual({
        status: 400,
        body: { code: 202, message },
      })
  })
})

describe('list info', () => {
  const info = async (list: 'agents' | 'agents/skills') =>
    (await server.send('GET', `/configuration/${list}/info`)).body as { size: number; lastModified: number }

  it('counts agents and moves with every change of the list, while the clock stands still', async () => {
    await insertSkill(server.db, CLIENT, 200, 'GOLD')
    await insertCallCenter(server.db, CLIENT, 10)
    await insertService(server.db, CLIENT, { id: 100, callCenter: 10 })
    const agent = { loginId: 'a', firstName: 'a', lastName: 'a', password: 'abcdefg1', phone: '1', wrapUpTime: 0 }
    let last = await info('agents')
    expect(last.size).toBe(0)
    const created = await server.send('POST', '/configuration/agents', {
      body: { ...agent, homeAgent: true, active: true },
    })
    const { id } = created.body as { id: number }
    const url = `/configuration/agents/${id}`
    const changes = [
      ['PUT', url, { phone: '2' }],
      ['PUT', `${url}/skills/200?proficiency=1`],
      ['PUT', `${url}/services/100`],
      ['DELETE', `${url}/services/100`],
      ['DELETE', `${url}/skills/200`],
    ] as const
    expect((await info('agents')).size).toBe(1)
    for (const [method, path, body] of changes) {
      await server.send(method, path, { body })
      const now = await info('agents')
      expect(now.lastModified).toBeGreaterThan(last.lastModified)
      expect(now.size).toBe(1)
      last = now
    }
    await server.send('DELETE', url)
    expect((await info('agents')).lastModified).toBeGreaterThan(last.lastModified)
    expect((await info('agents')).size).toBe(0)
  })

  it('moves forward even when the clock was set back', async () => {
    await server.send('POST', '/configuration/agents/skills', { body: { name: 'ONE' } })
    const before = await info('agents/skills')
    server.clock.now -= 60 * 60 * 1000
    // Their sessions have ended.
    const session = await server.login('manager')
    await server.send('POST', '/configuration/agents/skills', { body: { name: 'TWO' }, session })
    expect((await server.send('GET', '/configuration/agents/skills/info', { session })).body).toEqual({
      size: 2,
      lastModified: before.lastModified + 1,
    })
  })
})

describe('agent skills', () => {
  it('refuses a taken name in whatever case with 409, on creating and on renaming', async () => {
    await insertSkill(server.db, CLIENT, 200, 'Spanish')
    await insertSkill(server.db, CLIENT, 201, 'French')
    const refused = { status: 409, body: { code: 202, message: 'Agent skill already exists [name:SPANISH]' } }
    expect(await server.send('POST', '/configuration/agents/skills', { body: { name: 'SPANISH' } })).toEqual(refused)
    expect(await server.send('PUT', '/configuration/agents/skills/201', { body: { name: 'SPANISH' } })).toEqual(refused)
  })

  it.each([{}, { name: '' }, { colour: 'red' }])('refuses the update %j', async (body) => {
    await insertSkill(server.db, CLIENT, 200, 'Spanish')
    expect(await server.send('PUT', '/configuration/agents/skills/200', { body })).toMatchObject({
      status: 400,
      body: { code: 202 },
    })
  })

  it('deletes a skill with its assignments', async () => {
    await insertSkill(server.db, CLIENT, 200, 'Spanish')
    const id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER', skills: { 200: 1 } })
    await server.send('DELETE', '/configuration/agents/skills/200')
    expect(await server.send('GET', `/configuration/agents/${id}`)).toMatchObject({ body: { assignedAgentSkill: [] } })
  })
})

describe('names for ids', () => {
  it('lists services of a call center, with mode and call center for a picker', async () => {
    await insertCallCenter(server.db, CLIENT, 10)
    await insertCallCenter(server.db, CLIENT, 11)
    await insertService(server.db, CLIENT, { id: 100, callCenter: 10, acdFeatureCode: 8 })
    await insertService(server.db, CLIENT, { id: 101, callCenter: 11 })
    expect(await server.send('GET', '/configuration/services?callCenter=10&count=9&offset=0')).toEqual({
      status: 200,
      body: { service: [{ serviceId: 100, name: 'Service 100', callCenterId: 10, acdFeatureCode: 8 }], next: null },
    })
    expect(await server.send('GET', '/configuration/services/100')).toEqual({
      status: 200,
      body: { name: 'Service 100', callCenterId: 10, acdFeatureCode: 8, callDirection: 'Inbound' },
    })
    expect(await server.send('GET', '/configuration/callCenters?count=9&offset=0')).toMatchObject({
      body: { callCenter: [{ callCenterId: 10, name: 'Call center 10' }, { callCenterId: 11 }] },
    })
  })
})
