import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentQuestion, type AgentQuestion } from '#contract/agent-question.ts'
import { storedLoginId } from '#contract/stored-text.ts'
import { countAgents, findAgents } from '#server/directory/agents/find-agents.ts'
import { insertAgent, insertCallCenter, insertService, insertSkill, setListState } from '#server/testing/fixtures.ts'
import { answer, type Known } from '#server/testing/naive-search.ts'
import { CLIENT, OTHER_CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

const DAY = 24 * 60 * 60 * 1000
const SKILLS = [200, 201, 202]
const SERVICES = [501, 502, 503, 504]
const callCenterOf = new Map(SERVICES.map((id) => [id, id < 503 ? 41 : 42]))
// Of no client, and of another one.
const UNKNOWN = 9999
const FOREIGN = { skill: 210, service: 510, callCenter: 49 }

// Ten scripts, letters that fold to several, accents in either form, and characters that trip patterns and drivers.
const NAMES = [
  ['Maya', 'Okafor'],
  ['Åsa', 'Åkesson'],
  ['Zoe\u0301', 'Lefèvre'],
  ['İpek', 'İnönü'],
  ['Jörg', 'Weißmann'],
  ['Søren', 'Kjærsgård'],
  ['Ελένη', 'Παπαδόπουλος'],
  ['Пётр', 'Ковалёв'],
  ['דוד', 'בן־דוד'],
  ['محمد', 'العربي'],
  ['अनिता', 'शर्मा'],
  ['สมชาย', 'ศรีสุข'],
  ['서연', '김'],
  ['山田', '太郎'],
  ['さくら', '佐藤'],
  ['😀', '100%_sure'],
  ['Ann', "O'Neil-\\Smith"],
] as const

const agentOf: fc.Arbitrary<Omit<Known, 'loginId'>> = fc
  .record({
    first: fc.constantFrom(...NAMES),
    last: fc.constantFrom(...NAMES),
    phone: fc.constantFrom('+1 (813) 555-4841', '8135554842', '4841', '0044 20 7946 0018', '', '555 48 41', '813'),
    active: fc.boolean(),
    locked: fc.boolean(),
    days: fc.option(fc.constantFrom(0, 3, 29, 31, 400), { nil: undefined }),
    lastLoginIp: fc.constantFrom('10.36.55.14', '10.3.5.14', '192.168.1.7', '2001:db8::1', undefined),
    services: fc.subarray(SERVICES),
    skills: fc.dictionary(fc.constantFrom(...SKILLS.map(String)), fc.integer({ min: 1, max: 5 })),
  })
  .map(({ first, last, days, ...rest }) => ({
    ...rest,
    firstName: first[0].normalize('NFC'),
    lastName: last[1].normalize('NFC'),
    lastLogin: days === undefined ? undefined : NOW - days * DAY,
  }))

const NOW = Date.UTC(2026, 0, 5, 9)

const pieceOf = (text: string) =>
  fc.tuple(fc.nat(Array.from(text).length), fc.integer({ min: 1, max: 6 })).map(([from, length]) =>
    Array.from(text)
      .slice(from, from + length)
      .join(''),
  )

const word = fc.oneof(
  fc.constantFrom(...NAMES.flat()).chain(pieceOf),
  fc.constantFrom(
    '813',
    '4841',
    '+1',
    '555-48',
    '10.3',
    '192.168.1.7',
    '2001:',
    'A',
    '0',
    '%',
    '_',
    '\\',
    'AG',
    'nobody',
  ),
  fc.constantFrom('ASA', 'akesson', 'LEFEVRE', 'inonu', 'WEISS', 'sorensen', 'kjaersgard', 'ПЁТР', 'петр', 'Zoe'),
)

const someOf = (...values: (string | number)[]) =>
  fc.subarray(values, { minLength: 1, maxLength: 3 }).map((ids) => ids.join(','))

const question: fc.Arbitrary<AgentQuestion> = fc.record(
  {
    q: fc.oneof(
      fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
      fc.constantFrom('+1 813 555 4841', '813 4841', '4841 813', '813 555', '4841 48', '5554 4841'),
    ),
    by: fc.constantFrom('login', 'name', 'phone'),
    status: fc.subarray(['active', 'inactive', 'locked'], { minLength: 1 }).map((all) => all.join(',')),
    skill: fc.array(
      fc
        .tuple(fc.constantFrom(...SKILLS, UNKNOWN, FOREIGN.skill), fc.option(someOf(1, 2, 3, 4, 5)))
        .map(([id, levels]) => (levels ? `${id}:${levels}` : String(id))),
      { maxLength: 2 },
    ),
    service: fc.array(someOf(...SERVICES, UNKNOWN, FOREIGN.service), { maxLength: 2 }),
    callCenter: fc.array(someOf(41, 42, UNKNOWN, FOREIGN.callCenter), { maxLength: 1 }),
    lastLogin: fc.constantFrom('never', 'over-30', 'within-7', 'within-29'),
    homeAgent: fc.constantFrom('yes', 'no'),
    sort: fc.constantFrom(
      'loginId',
      '-loginId',
      'name',
      '-name',
      'phone',
      'status',
      '-lastLogin',
      'lastLogin',
      '-status',
      'level',
    ),
  },
  { requiredKeys: [] },
)

describe('a question', () => {
  let server: TestServer
  let agents: Known[]

  beforeAll(async () => {
    server = await startTestServer()
    for (const id of SKILLS) await insertSkill(server.db, CLIENT, id, `SKILL ${id}`)
    for (const id of [41, 42]) await insertCallCenter(server.db, CLIENT, id)
    for (const [id, callCenter] of callCenterOf) await insertService(server.db, CLIENT, { id, callCenter })
    await insertSkill(server.db, OTHER_CLIENT, FOREIGN.skill, 'THEIRS')
    await insertCallCenter(server.db, OTHER_CLIENT, FOREIGN.callCenter)
    await insertService(server.db, OTHER_CLIENT, { id: FOREIGN.service, callCenter: FOREIGN.callCenter })
    await insertAgent(server.db, OTHER_CLIENT, { loginId: 'MAYA', skills: { 210: 1 }, services: [FOREIGN.service] })
    agents = fc.sample(agentOf, 120).map((agent, i) => ({ ...agent, loginId: `${agent.lastName.slice(0, 4)}.AG${i}` }))
    for (const { lastLogin, lastLoginIp, ...agent } of agents)
      await insertAgent(server.db, CLIENT, {
        ...agent,
        ...(lastLogin !== undefined && { lastLogin }),
        ...(lastLoginIp !== undefined && { lastLoginIp }),
      })
  })

  afterAll(() => server.close())

  beforeAll(async () => {
    const locked = agents.filter((agent) => agent.locked).length
    await setListState(server.db, CLIENT, 'agents', { size: agents.length, lastModified: 0 })
    await setListState(server.db, CLIENT, 'locked-agents', { size: locked, lastModified: 0 })
  })

  it('finds, orders, pages and counts the agents that a naive filter does, by every road', async () => {
    await fc.assert(
      fc.asyncProperty(
        question,
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(0, 20, undefined),
        async (asked, count, few) => {
          const checked = agentQuestion.safeParse(asked)
          fc.pre(checked.success)
          const wanted = checked.data
          fc.pre(wanted.sort?.by !== 'level' || Boolean(wanted.skill?.length))
          const reading = { now: NOW, few }
          const loginIds: string[] = []
          let after: string | undefined
          do {
            const page = await findAgents(server.db, CLIENT, wanted, { after, count }, reading)
            loginIds.push(...page.agents.map(({ loginId }) => loginId))
            after = page.next
          } while (after !== undefined)
          expect(loginIds).toEqual(answer(agents, wanted, { callCenterOf, now: NOW }))
          expect(await countAgents(server.db, CLIENT, wanted, { ...reading, exact: false })).toEqual({
            agents: loginIds.length,
            more: false,
          })
        },
      ),
      { numRuns: 400 },
    )
  })

  it('of nothing but the client is all of it', async () => {
    const page = await findAgents(server.db, CLIENT, {}, { after: undefined, count: 200 }, { now: NOW })
    expect(page.agents.map(({ loginId }) => loginId).toSorted()).toEqual(
      agents.map(({ loginId }) => storedLoginId(loginId)).toSorted(),
    )
  })
})
