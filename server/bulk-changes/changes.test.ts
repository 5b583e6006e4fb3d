import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlannedChange } from '#contract/planned-changes.ts'
import { BulkUser, lineOf } from '#server/testing/bulk-changes.ts'
import { insertAgent, insertCallCenter, insertService, insertSkill } from '#server/testing/fixtures.ts'
import { CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

// Each kind of change: its preview and its result.

const SPANISH = 200
const GOLD = 201
const SALES = 100

let server: TestServer
let manager: BulkUser
let serial = 0

beforeAll(async () => {
  server = await startTestServer()
  manager = new BulkUser(server)
  await insertSkill(server.db, CLIENT, SPANISH, 'SPANISH')
  await insertSkill(server.db, CLIENT, GOLD, 'GOLD')
  await insertCallCenter(server.db, CLIENT, 10)
  await insertService(server.db, CLIENT, { id: SALES, callCenter: 10 })
})

afterAll(() => server.close())

/** Three agents: A with Spanish at 1 and the service, B with Spanish at 4, locked and inactive, C with nothing. */
async function threeAgents(): Promise<number[]> {
  const n = (serial += 1)
  return [
    await insertAgent(server.db, CLIENT, { loginId: `A${n}`, skills: { [SPANISH]: 1 }, services: [SALES] }),
    await insertAgent(server.db, CLIENT, { loginId: `B${n}`, skills: { [SPANISH]: 4 }, locked: true, active: false }),
    await insertAgent(server.db, CLIENT, { loginId: `C${n}` }),
  ]
}

const linesOf = async (id: number) => (await manager.items(id)).map((item) => lineOf(item).replace(/^([A-Z])\d+/, '$1'))

const CHANGES: [PlannedChange, previewed: string[], done: string[]][] = [
  [
    { kind: 'give-skill', agentSkill: SPANISH, level: 3 },
    ['A SPANISH 1 → 1 unchanged', 'B SPANISH 4 → 4 unchanged', 'C SPANISH - → 3 planned'],
    ['A SPANISH 1 → 1 unchanged', 'B SPANISH 4 → 4 unchanged', 'C SPANISH - → 3 applied'],
  ],
  [
    { kind: 'set-level', agentSkill: SPANISH, level: 4 },
    ['A SPANISH 1 → 4 planned', 'B SPANISH 4 → 4 unchanged', 'C SPANISH - → - refused: Does not have SPANISH'],
    ['A SPANISH 1 → 4 applied', 'B SPANISH 4 → 4 unchanged', 'C SPANISH - → - refused: Does not have SPANISH'],
  ],
  [
    { kind: 'stronger', agentSkill: SPANISH },
    ['A SPANISH 1 → 1 unchanged', 'B SPANISH 4 → 3 planned', 'C SPANISH - → - refused: Does not have SPANISH'],
    ['A SPANISH 1 → 1 unchanged', 'B SPANISH 4 → 3 applied', 'C SPANISH - → - refused: Does not have SPANISH'],
  ],
  [
    { kind: 'weaker', agentSkill: SPANISH },
    ['A SPANISH 1 → 2 planned', 'B SPANISH 4 → 5 planned', 'C SPANISH - → - refused: Does not have SPANISH'],
    ['A SPANISH 1 → 2 applied', 'B SPANISH 4 → 5 applied', 'C SPANISH - → - refused: Does not have SPANISH'],
  ],
  [
    { kind: 'remove-skill', agentSkill: SPANISH },
    ['A SPANISH 1 → - planned', 'B SPANISH 4 → - planned', 'C SPANISH - → - unchanged'],
    ['A SPANISH 1 → - applied', 'B SPANISH 4 → - applied', 'C SPANISH - → - unchanged'],
  ],
  [
    { kind: 'add-service', service: SALES },
    ['A Service 100 1 → 1 unchanged', 'B Service 100 0 → 1 planned', 'C Service 100 0 → 1 planned'],
    ['A Service 100 1 → 1 unchanged', 'B Service 100 0 → 1 applied', 'C Service 100 0 → 1 applied'],
  ],
  [
    { kind: 'remove-service', service: SALES },
    ['A Service 100 1 → 0 planned', 'B Service 100 0 → 0 unchanged', 'C Service 100 0 → 0 unchanged'],
    ['A Service 100 1 → 0 applied', 'B Service 100 0 → 0 unchanged', 'C Service 100 0 → 0 unchanged'],
  ],
  [
    { kind: 'unlock' },
    ['A locked 0 → 0 unchanged', 'B locked 1 → 0 planned', 'C locked 0 → 0 unchanged'],
    ['A locked 0 → 0 unchanged', 'B locked 1 → 0 applied', 'C locked 0 → 0 unchanged'],
  ],
  [
    { kind: 'activate' },
    ['A active 1 → 1 unchanged', 'B active 0 → 1 planned', 'C active 1 → 1 unchanged'],
    ['A active 1 → 1 unchanged', 'B active 0 → 1 applied', 'C active 1 → 1 unchanged'],
  ],
  [
    { kind: 'deactivate' },
    ['A active 1 → 0 planned', 'B active 0 → 0 unchanged', 'C active 1 → 0 planned'],
    ['A active 1 → 0 applied', 'B active 0 → 0 unchanged', 'C active 1 → 0 applied'],
  ],
  [
    { kind: 'set-wrap-up-time', wrapUpTime: 30 },
    ['A wrapUpTime -1 → 30 planned', 'B wrapUpTime -1 → 30 planned', 'C wrapUpTime -1 → 30 planned'],
    ['A wrapUpTime -1 → 30 applied', 'B wrapUpTime -1 → 30 applied', 'C wrapUpTime -1 → 30 applied'],
  ],
]

describe.each(CHANGES)('%o', (change, previewed, done) => {
  it('is previewed and applied, and the agents are then as it says', async () => {
    const agents = await threeAgents()
    const id = await manager.preview({ who: { agents }, changes: [change] })
    expect(await manager.read(id)).toMatchObject({ status: 'Draft', isPlanned: true, agents: 3 })
    expect(await linesOf(id)).toEqual(previewed)

    expect(await manager.apply(id)).toMatchObject({ status: 'Done' })
    expect(await linesOf(id)).toEqual(done)
  })
})

it('gives the names of agents, but for who is gone', async () => {
  const [, , last = 0] = await threeAgents()
  const gone = await insertAgent(server.db, CLIENT, { loginId: 'GONE' })
  const id = await manager.preview({
    who: { agents: [last, gone] },
    changes: [{ kind: 'add-service', service: SALES }],
  })
  const { body } = await server.send('GET', `/configuration/agents/${last}`)
  const { firstName, lastName } = body as { firstName: string; lastName: string }
  expect((await server.send('DELETE', `/configuration/agents/${gone}`)).status).toBeLessThan(300)
  expect(await manager.items(id)).toMatchObject([
    { agent: { id: last, firstName, lastName } },
    { agent: { id: gone, loginId: 'GONE' } },
  ])
  expect((await manager.items(id))[1]?.agent).not.toHaveProperty('firstName')
})

describe('copying skills', () => {
  it('as additions gives what is missing, and leaves the rest', async () => {
    const [a = 0, b = 0, c = 0] = await threeAgents()
    const model = await insertAgent(server.db, CLIENT, { loginId: `M${serial}`, skills: { [SPANISH]: 2, [GOLD]: 5 } })
    const changes = [{ kind: 'copy-skills', agent: model, exactly: false }] as const
    const id = await manager.preview({ who: { agents: [a, b, c, model] }, changes: [...changes] })
    expect(await linesOf(id)).toEqual([
      'A SPANISH 1 → 1 unchanged',
      'A GOLD - → 5 planned',
      'B SPANISH 4 → 4 unchanged',
      'B GOLD - → 5 planned',
      'C SPANISH - → 2 planned',
      'C GOLD - → 5 planned',
      'M skills - → - refused: The skills are copied from this agent',
    ])
  })

  it('exactly sets every level, and takes away what the other does not have', async () => {
    const [a = 0] = await threeAgents()
    const model = await insertAgent(server.db, CLIENT, { loginId: `M${serial}`, skills: { [GOLD]: 5 } })
    const id = await manager.preview({
      who: { agents: [a] },
      changes: [{ kind: 'copy-skills', agent: model, exactly: true }],
    })
    expect(await linesOf(id)).toEqual(['A GOLD - → 5 planned', 'A SPANISH 1 → - planned'])
    await manager.apply(id)
    expect(await linesOf(id)).toEqual(['A GOLD - → 5 applied', 'A SPANISH 1 → - applied'])
  })
})

it('leaves unticked what is unticked in the draft that it takes the place of, if that is the caller’s own', async () => {
  const agents = await threeAgents()
  const changes = (level: number): PlannedChange[] => [
    { kind: 'give-skill', agentSkill: GOLD, level },
    { kind: 'set-wrap-up-time', wrapUpTime: 77 },
  ]
  const first = await manager.preview({ who: { agents }, changes: changes(1) })
  const [one] = await manager.items(first)
  await manager.send('PUT', `/${first}/items`, { ticked: false, items: [one?.item] })
  const outcomes = async (by: BulkUser, untickedOf: number) =>
    (await by.items(await by.preview({ who: { agents: agents.toReversed() }, changes: changes(2), untickedOf }))).map(
      ({ agent, field, after, outcome }) => [agent.loginId.charAt(0), field, after, outcome],
    )
  const left = await outcomes(manager, first)
  expect(left).toHaveLength(6)
  expect(left.filter(([, , , outcome]) => outcome === 'unticked')).toEqual([['A', 'level', 2, 'unticked']])
  const other = new BulkUser(server, await server.login('superuser'))
  expect((await outcomes(other, first)).filter(([, , , outcome]) => outcome === 'unticked')).toEqual([])
  expect(await outcomes(manager, 999_999)).toHaveLength(6)
})
