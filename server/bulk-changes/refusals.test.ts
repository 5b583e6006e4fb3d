import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMINISTER_AGENTS } from '#contract/access.ts'
import type { NewBulkChange } from '#contract/bulk-changes.ts'
import { BulkUser, lineOf } from '#server/testing/bulk-changes.ts'
import { insertAgent, insertCallCenter, insertService, insertSkill, insertUser } from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

const SPANISH = 200
const [SALES, SUPPORT, MAIL] = [100, 101, 102]

let server: TestServer
let manager: BulkUser
let superuser: BulkUser
let serial = 0

beforeAll(async () => {
  server = await startTestServer()
  manager = new BulkUser(server)
  superuser = new BulkUser(server, await server.login('superuser'))
  await insertSkill(server.db, CLIENT, SPANISH, 'SPANISH')
  await insertSkill(server.db, OTHER_CLIENT, 900, 'SPANISH')
  await insertCallCenter(server.db, CLIENT, 10)
  for (const id of [SALES, SUPPORT]) await insertService(server.db, CLIENT, { id, callCenter: 10 })
  await insertService(server.db, CLIENT, { id: MAIL, callCenter: 10, acdFeatureCode: 0 })
})

afterAll(() => server.close())

const newAgent = (skills: Record<number, number> = { [SPANISH]: 3 }, services: number[] = []) =>
  insertAgent(server.db, CLIENT, { loginId: `AGENT${(serial += 1)}`, skills, services })

const linesOf = async (user: BulkUser, id: number) =>
  (await user.items(id)).map((item) => lineOf(item).replace(/^AGENT\d+/, 'AGENT'))

const unlock = [{ kind: 'unlock' } as const]

describe('a draft is refused, at its field,', () => {
  it.each<[string, (agent: number) => NewBulkChange]>([
    [
      'Invalid changes.0.agentSkill [This skill no longer exists]',
      (agent) => ({ who: { agents: [agent] }, changes: [{ kind: 'weaker', agentSkill: 900 }] }),
    ],
    [
      'Invalid changes.0.service [This service no longer exists]',
      (agent) => ({ who: { agents: [agent] }, changes: [{ kind: 'add-service', service: 999 }] }),
    ],
    [
      'Invalid changes.0.agent [This agent no longer exists]',
      (agent) => ({ who: { agents: [agent] }, changes: [{ kind: 'copy-skills', agent: 999_999, exactly: true }] }),
    ],
    [
      "Invalid changes.0.agent [An agent's skills cannot be copied to themselves]",
      (agent) => ({ who: { agents: [agent] }, changes: [{ kind: 'copy-skills', agent, exactly: true }] }),
    ],
    ['Invalid who.question [No agent matches]', () => ({ who: { question: { q: 'nobody-at-all' } }, changes: unlock })],
    ['Invalid who.agents [Choose at least one agent]', () => ({ who: { agents: [] }, changes: unlock })],
  ])('with "%s"', async (message, draft) => {
    const { status, body } = await manager.send('POST', '', draft(await newAgent()))
    expect([status, body]).toEqual([400, { code: 202, message }])
  })

  it('when it names what another client has', async () => {
    const stranger = await insertAgent(server.db, OTHER_CLIENT, { loginId: 'ELSEWHERE', skills: { 900: 1 } })
    const agent = await newAgent()
    const refused = async (draft: NewBulkChange) => (await manager.send('POST', '', draft)).body
    expect(
      await refused({ who: { agents: [agent] }, changes: [{ kind: 'copy-skills', agent: stranger, exactly: true }] }),
    ).toMatchObject({ message: 'Invalid changes.0.agent [This agent no longer exists]' })
    expect(
      await refused({ who: { question: { q: 'ELSEWHERE', client: String(OTHER_CLIENT) } }, changes: unlock }),
    ).toMatchObject({ message: 'Invalid who.question [No agent matches]' })
    expect(await refused({ who: { question: { skill: ['900'] } }, changes: unlock })).toMatchObject({
      message: 'Invalid who.question [No agent matches]',
    })
    const pasted = await manager.preview({ who: { pasted: 'ELSEWHERE' }, changes: unlock })
    expect(await manager.read(pasted)).toMatchObject({ agents: 0, unknown: { total: 1 } })
  })

  it('when an agent without skills is to be copied from', async () => {
    const model = await newAgent({})
    const draft = {
      who: { agents: [await newAgent()] },
      changes: [{ kind: 'copy-skills', agent: model, exactly: false }],
    }
    expect((await manager.send('POST', '', draft)).body).toMatchObject({
      message: 'Invalid changes.0.agent [This agent has no skills to copy]',
    })
  })
})

describe('items are refused by the preview, each with its reason:', () => {
  it('a service without ACD, agents who are gone, agents of another client', async () => {
    const agent = await newAgent()
    const stranger = await insertAgent(server.db, OTHER_CLIENT, { loginId: 'STRANGER' })
    const id = await manager.preview({
      who: { agents: [agent, 999_999, stranger] },
      changes: [{ kind: 'add-service', service: MAIL }],
    })
    expect(await linesOf(manager, id)).toEqual([
      'AGENT Service 102 0 → 1 refused: This service has no ACD, so no agent can have it',
      'ID 999999 Service 102 - → - refused: The agent was deleted',
      `ID ${stranger} Service 102 - → - refused: The agent was deleted`,
    ])
    expect(await manager.send('POST', `/${id}/apply`, {})).toMatchObject({
      status: 409,
      body: { message: 'Cannot apply [nothing in it would change]' },
    })
  })

  it('services that an administrator is not permitted', async () => {
    await insertUser(server.db, CLIENT, { userName: 'limited', role: 'Superuser', services: [SALES] })
    const limited = new BulkUser(server, await server.login('limited'))
    const agent = await newAgent({}, [SUPPORT])
    const id = await limited.preview({
      who: { agents: [agent] },
      changes: [
        { kind: 'add-service', service: SALES },
        { kind: 'remove-service', service: SUPPORT },
      ],
    })
    await limited.apply(id)
    expect(await linesOf(limited, id)).toEqual([
      'AGENT Service 100 0 → 1 applied',
      'AGENT Service 101 1 → 0 refused: Not permitted this service',
    ])
  })

  it('services of what somebody else changed, which an administrator would take back or try again', async () => {
    await insertUser(server.db, CLIENT, { userName: 'limited too', role: 'Superuser', services: [SALES] })
    const limited = new BulkUser(server, await server.login('limited too'))
    const done = await superuser.preview({
      who: { agents: [await newAgent()] },
      changes: [
        { kind: 'add-service', service: SALES },
        { kind: 'add-service', service: SUPPORT },
      ],
    })
    await superuser.apply(done)
    const setAll = (outcome: 'failed') =>
      server.db.updateTable('bulk_change_item').set({ outcome }).where('bulk_change_id', '=', done).execute()
    const again = async (road: 'undo' | 'retry') => {
      const { body } = await limited.send('POST', `/${done}/${road}`)
      // The reply of both roads.
      return linesOf(limited, (body as { id: number }).id)
    }
    expect(await again('undo')).toEqual([
      'AGENT Service 100 1 → 0 planned',
      'AGENT Service 101 1 → 0 refused: Not permitted this service',
    ])
    await setAll('failed')
    expect(await again('retry')).toContainEqual(
      expect.stringMatching(/^AGENT Service 101 .* refused: Not permitted this service$/),
    )
  })

  it('pasted login IDs that nobody has are listed, and count for nothing', async () => {
    await newAgent()
    const id = await manager.preview({
      who: { pasted: `agent${serial}\r\nNOBODY\n\n agent${serial} ; nobody\tNOBODY-2` },
      changes: [{ kind: 'weaker', agentSkill: SPANISH }],
    })
    expect(await manager.read(id)).toMatchObject({
      agents: 1,
      items: { planned: 1 },
      unknown: { total: 2, loginIds: ['NOBODY', 'NOBODY-2'] },
    })
  })
})

describe('a draft', () => {
  it('is its author’s alone', async () => {
    const id = await manager.preview({ who: { agents: [await newAgent()] }, changes: unlock })
    for (const path of ['', '/items?count=1', '/levels'])
      expect((await superuser.send('GET', `/${id}${path}`)).status).toBe(404)
    expect((await superuser.send('POST', `/${id}/apply`, {})).status).toBe(404)
    expect((await manager.send('GET', '?count=100')).body).not.toMatchObject({ bulkChange: [{ id }] })
  })

  it('is gone with its items when its author has ten newer ones', async () => {
    await insertUser(server.db, CLIENT, { userName: 'busy', role: 'Superuser' })
    const busy = new BulkUser(server, await server.login('busy'))
    const draft: NewBulkChange = {
      who: { agents: [await newAgent()] },
      changes: [{ kind: 'weaker', agentSkill: SPANISH }],
    }
    const drafts: number[] = []
    for (let i = 0; i < 11; i++) drafts.push(await busy.preview(draft))
    const [first = 0, second = 0] = drafts
    const statusOf = async (id: number) => (await busy.send('GET', `/${id}`)).status
    expect([await statusOf(first), await statusOf(second)]).toEqual([404, 200])
    const left = server.db.selectFrom('bulk_change_item').select('item').where('bulk_change_id', '=', first)
    expect(await left.execute()).toEqual([])
    // Not the applied ones.
    await busy.apply(second)
    for (let i = 0; i < 11; i++) await busy.preview(draft)
    expect(await busy.read(second)).toMatchObject({ status: 'Done', items: { applied: 1 } })
  })

  it('changes nobody who was unticked', async () => {
    const agents = [await newAgent(), await newAgent()]
    const id = await manager.preview({ who: { agents }, changes: [{ kind: 'weaker', agentSkill: SPANISH }] })
    expect((await manager.send('PUT', `/${id}/items`, { ticked: false, all: true })).status).toBe(204)
    expect((await manager.send('PUT', `/${id}/items`, { ticked: true, items: [2] })).status).toBe(204)
    expect(await manager.read(id)).toMatchObject({ agentsToChange: 1, items: { planned: 1, unticked: 1 } })
    expect((await manager.send('POST', `/${id}/apply`, { agents: 2 })).body).toMatchObject({
      message: 'Cannot apply [the preview changed meanwhile]',
    })
    expect(await manager.apply(id, { agents: 1 })).toMatchObject({ items: { applied: 1, unticked: 1 } })
    expect(await linesOf(manager, id)).toEqual(['AGENT SPANISH 3 → 4 unticked', 'AGENT SPANISH 3 → 4 applied'])
    for (const [method, path] of [
      ['POST', 'apply'],
      ['PUT', 'items'],
    ] as const)
      expect((await manager.send(method, `/${id}/${path}`, { ticked: false, all: true })).status).toBe(409)
  })

  it('that deactivates more than ten agents wants their number typed', async () => {
    const agents: number[] = []
    for (let i = 0; i < 11; i++) agents.push(await newAgent())
    const id = await manager.preview({ who: { agents }, changes: [{ kind: 'deactivate' }] })
    expect(await manager.read(id)).toMatchObject({ agentsToConfirm: 11 })
    for (const body of [{}, { confirmed: 10 }])
      expect(await manager.send('POST', `/${id}/apply`, body)).toEqual({
        status: 400,
        body: { code: 202, message: 'Invalid confirmed [Type the number of agents, 11]' },
      })
    expect(await manager.apply(id, { confirmed: 11 })).toMatchObject({ items: { applied: 11 } })
  })

  it('tells the levels before and after, and where nobody active stays first in line', async () => {
    await insertSkill(server.db, CLIENT, 300, 'GOLD')
    const strong = await newAgent({ 300: 1 })
    const weak = await newAgent({ 300: 4 })
    await insertAgent(server.db, CLIENT, { loginId: 'ASLEEP', skills: { 300: 1 }, active: false })
    const levelsOf = async (...changes: NewBulkChange['changes']) => {
      const id = await manager.preview({ who: { agents: [strong, weak] }, changes })
      return (await manager.send('GET', `/${id}/levels`)).body
    }
    const levels = (...pairs: [number, number][]) =>
      pairs.map(([before, after], i) => ({ proficiency: i + 1, before, after }))
    expect(await levelsOf({ kind: 'weaker', agentSkill: 300 })).toEqual({
      agentSkill: [
        { id: 300, name: 'GOLD', levels: levels([1, 0], [0, 1], [0, 0], [1, 0], [0, 1]), losesFirstInLine: true },
      ],
    })
    expect(await levelsOf({ kind: 'deactivate' }, { kind: 'stronger', agentSkill: 300 })).toEqual({
      agentSkill: [
        { id: 300, name: 'GOLD', levels: levels([1, 0], [0, 0], [0, 0], [1, 0], [0, 0]), losesFirstInLine: true },
      ],
    })
  })
})

describe('rights that are taken away after the preview', () => {
  it('fail the items, with the reason', async () => {
    const userName = 'short-lived'
    const user = await insertUser(server.db, CLIENT, { userName, role: 'Manager', powers: [ADMINISTER_AGENTS] })
    const author = new BulkUser(server, await server.login(userName))
    const draft = async () =>
      author.preview({ who: { agents: [await newAgent()] }, changes: [{ kind: 'add-service', service: SALES }] })
    const [powerless, limited, inactive] = [await draft(), await draft(), await draft()]
    const set = (rights: { administers_agents?: number; limited_to_services?: number; active?: number }) =>
      server.db.updateTable('user_account').set(rights).where('id', '=', user).execute()
    const runAs = async (id: number, rights: Parameters<typeof set>[0]) => {
      await server.db
        .updateTable('bulk_change')
        .set({ status: 'Waiting', applied_at: server.clock.now })
        .where('id', '=', id)
        .execute()
      await set(rights)
      // Any other look for work finds it.
      await manager.apply(
        await manager.preview({
          who: { agents: [await newAgent()] },
          changes: [{ kind: 'weaker', agentSkill: SPANISH }],
        }),
      )
      await superuser.end(id)
      return linesOf(superuser, id)
    }
    expect(await runAs(powerless, { administers_agents: 0 })).toEqual([
      'AGENT Service 100 0 → 1 failed: short-lived may no longer change agents',
    ])
    expect(await runAs(limited, { administers_agents: 1, limited_to_services: 1 })).toEqual([
      'AGENT Service 100 0 → 1 failed: Not permitted this service',
    ])
    expect(await runAs(inactive, { active: 0 })).toEqual([
      'AGENT Service 100 0 → 1 failed: short-lived may no longer sign in',
    ])
  })
})

it('what is over cannot be stopped, and what did not fail or change cannot be tried again or undone', async () => {
  const id = await manager.preview({ who: { agents: [await newAgent()] }, changes: unlock })
  expect((await manager.send('POST', `/${id}/undo`)).body).toMatchObject({ message: 'Cannot undo [it is not over]' })
  const done = await manager.preview({
    who: { agents: [await newAgent()] },
    changes: [{ kind: 'weaker', agentSkill: SPANISH }],
  })
  await manager.apply(done)
  expect((await manager.send('POST', `/${done}/stop`)).body).toMatchObject({ message: 'Cannot stop [it does not run]' })
  expect((await manager.send('POST', `/${done}/retry`)).body).toMatchObject({
    message: 'Cannot retry [nothing failed]',
  })
  expect((await manager.send('GET', '/999999')).status).toBe(404)
})

// The last: every session ends.
it('a draft is gone after a day', async () => {
  const id = await manager.preview({ who: { agents: [await newAgent()] }, changes: unlock })
  server.clock.now += 24 * 60 * 60 * 1000
  const author = new BulkUser(server, await server.login('manager'))
  expect((await author.send('GET', `/${id}`)).status).toBe(404)
})
