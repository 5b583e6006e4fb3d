import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgentRowPage } from '#contract/agent-question.ts'
import { insertAgent, insertCallCenter, insertService, insertSkill } from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
  const { db } = server
  for (const [id, name] of Object.entries({ 200: 'SPANISH', 201: 'GOLD', 202: 'SILVER', 203: 'BILLING' }))
    await insertSkill(db, CLIENT, Number(id), name)
  await insertSkill(db, OTHER_CLIENT, 210, 'THEIRS')
  await insertCallCenter(db, CLIENT, 41)
  await insertCallCenter(db, OTHER_CLIENT, 49)
  for (const id of [501, 502, 503, 504]) await insertService(db, CLIENT, { id, callCenter: 41 })
  await insertService(db, OTHER_CLIENT, { id: 510, callCenter: 49 })
  await insertAgent(db, CLIENT, {
    loginId: 'MOKAFOR1',
    firstName: 'Maya',
    lastName: 'Okafor',
    phone: '+1 813 555 4841',
    skills: { 200: 4, 201: 1, 202: 2, 203: 3 },
    services: [501, 502, 503, 504],
  })
  await insertAgent(db, CLIENT, { loginId: 'AAKESSON', firstName: 'Åsa', lastName: 'Åkesson', skills: { 200: 1 } })
  await insertAgent(db, OTHER_CLIENT, { loginId: 'MOKAFOR2', firstName: 'Maya', skills: { 210: 1 }, services: [510] })
})

afterAll(() => server.close())

const find = async (question: string) => {
  const { status, body } = await server.send('GET', `/dashboard/agents?count=50&${question}`)
  expect(status).toBe(200)
  return body as AgentRowPage
}

const found = async (question: string) => (await find(question)).agent.map(({ loginId }) => loginId)

describe('Find agents', () => {
  it.each([
    ['q=maya', ['MOKAFOR1']],
    ['q=okafor,%20maya', ['MOKAFOR1']],
    ['q=,', []],
    ['q=Okafor%20Maya', ['MOKAFOR1']],
    ['q=4841', ['MOKAFOR1']],
    ['q=0044%20(813)%20555-4841', []],
    ['q=555-48', ['MOKAFOR1']],
    ['q=akesson', ['AAKESSON']],
    ['q=%25', []],
    ['q=%20%20', ['AAKESSON', 'MOKAFOR1']],
    ['skill=200:1,2', ['AAKESSON']],
    ['skill=200&skill=201', ['MOKAFOR1']],
    ['skill=200&sort=-level', ['MOKAFOR1', 'AAKESSON']],
    ['service=501,510', ['MOKAFOR1']],
    ['callCenter=41', ['MOKAFOR1']],
    ['sort=name', ['AAKESSON', 'MOKAFOR1']],
  ])('%s finds %j', async (question, loginIds) => {
    expect(await found(question)).toEqual(loginIds)
  })

  it.each(['skill=210', 'skill=999', 'service=510', 'callCenter=49', 'callCenter=7', 'q=MOKAFOR2'])(
    'finds nobody by what another client has, or nobody: %s',
    async (question) => {
      expect(await found(question)).toEqual([])
      const { body } = await server.send('GET', `/dashboard/agents/count?${question}`)
      expect(body).toEqual({ agents: 0, more: false })
    },
  )

  it.each([
    [`q=${'w%20'.repeat(21)}`, 'q', 'must be at most 20 words'],
    [`q=${'x'.repeat(301)}`, 'q', 'must be at most 300 characters'],
    ['q=a&q=b', 'q', ''],
    ['by=shoe', 'by', ''],
    ['status=asleep', 'status', ''],
    ['skill=one', 'skill', ''],
    ['skill=200:9', 'skill', 'must be from 1 to 5'],
    [Array.from({ length: 21 }, () => 'skill=200').join('&'), 'skill', 'has too many entries'],
    ['service=,', 'service', ''],
    ['lastLogin=soon', 'lastLogin', 'must be never, over-30 or within-7 (days)'],
    ['sort=shoe', 'sort', ''],
    ['sort=level', 'sort', 'must not be level without a skill'],
    ['after=7', 'after', 'must be the one that `next` gave'],
    ['after=[null,7]', 'after', 'must be the one that `next` gave'],
    ['sort=name&after=[1,"A"]', 'after', 'must be the one that `next` gave'],
  ])('refuses %s, and names the field', async (question, field, sentence) => {
    const { status, body } = await server.send('GET', `/dashboard/agents?count=50&${question}`)
    expect({ status, body }).toMatchObject({ status: 400, body: { code: 202 } })
    const { message } = body as { message: string }
    expect(message).toMatch(new RegExp(`^Invalid ${field}\\b`))
    expect(message).toContain(sentence)
  })

  it('shows what the columns ask for, and no more: what the question names first', async () => {
    const [plain] = (await find('q=maya')).agent
    expect(plain).not.toHaveProperty('skills')
    const [row] = (await find('q=maya&skill=200&service=504&with=skills,services,callCenters,lock')).agent
    expect(row).toMatchObject({
      locked: false,
      homeAgent: true,
      levels: [{ id: 200, proficiency: 4 }],
      skills: {
        top: [
          { id: 200, name: 'SPANISH', proficiency: 4 },
          { id: 201, name: 'GOLD', proficiency: 1 },
        ],
        total: 4,
      },
      services: { top: [{ id: 504 }, { id: 501 }], total: 4 },
      callCenters: [{ id: 41, name: 'Call center 41' }],
    })
  })

  it('says since when an agent is locked, and from where the wrong passwords came', async () => {
    const body = { clientName: `C${CLIENT}`, userName: 'AAKESSON', password: 'wrong-one-1', agent: true }
    for (let i = 0; i < 5; i++) await server.send('POST', '/session/login', { body, session: null })
    expect((await find('status=locked&with=lock')).agent).toMatchObject([
      { loginId: 'AAKESSON', locked: true, lockedAt: server.clock.now, lockedFrom: '127.0.0.1' },
    ])
  })
})
