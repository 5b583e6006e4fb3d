import { beforeEach, describe, expect, it } from 'vitest'
import type { NewBulkChange } from '#contract/bulk-changes.ts'
import { BulkUser, lineOf } from '#server/testing/bulk-changes.ts'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { eventually } from '#server/testing/eventually.ts'
import { insertAgent, insertCallCenter, insertService, insertSkill, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT } from '#server/testing/server.ts'

// Bulk changes that start at a time, and those that are taken back at one.

const SPANISH = 200
const SALES = 100
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const server = serverForEachTest()
let manager: BulkUser
let superuser: BulkUser
let agents: number[]

beforeEach(async () => {
  manager = new BulkUser(server)
  superuser = new BulkUser(server, await server.login('superuser'))
  await insertSkill(server.db, CLIENT, SPANISH, 'SPANISH')
  await insertCallCenter(server.db, CLIENT, 10)
  await insertService(server.db, CLIENT, { id: SALES, callCenter: 10 })
  agents = []
  for (const name of ['A', 'B', 'C'])
    agents.push(await insertAgent(server.db, CLIENT, { loginId: name, skills: { [SPANISH]: 3 } }))
  // It looks for work by itself.
  await server.app.listen({ port: 0 })
})

const inTime = (hours: number) => server.clock.now + hours * HOUR

const to1 = (times: Pick<NewBulkChange, 'startAt' | 'takeBackAt'> = {}): NewBulkChange => ({
  who: { agents },
  changes: [{ kind: 'set-level', agentSkill: SPANISH, level: 1 }],
  timeZone: 'Europe/Warsaw',
  ...times,
})

async function levels(): Promise<(number | undefined)[]> {
  const rows = await server.db
    .selectFrom('agent_skill_assignment')
    .select(['agent_id', 'proficiency'])
    .where('agent_skill_id', '=', SPANISH)
    .execute()
  return agents.map((agent) => rows.find((row) => row.agent_id === agent)?.proficiency)
}

const statusOf = async (id: number) => (await manager.read(id)).status

/** Applies a scheduled one, which does not end by that. */
async function schedule(draft: NewBulkChange): Promise<number> {
  const id = await manager.preview(draft)
  expect((await manager.send('POST', `/${id}/apply`, {})).status).toBe(204)
  return id
}

/** Waits for the bulk change that takes another one back, and for its end. */
async function takenBack(id: number) {
  const undoneBy = await eventually(async () => {
    const found = await manager.read(id)
    if (found.undoneBy === undefined) throw new Error(`nothing takes ${id} back`)
    return found.undoneBy
  })
  return manager.end(undoneBy)
}

describe('a start', () => {
  it('comes at its time, and not before', async () => {
    const id = await schedule(to1({ startAt: inTime(2) }))
    expect(await manager.read(id)).toMatchObject({ status: 'Scheduled', timeZone: 'Europe/Warsaw' })
    const { body } = await manager.send('GET', '?show=scheduled&count=10')
    expect(body).toMatchObject({ bulkChange: [{ id }] })
    server.clock.now += 2 * HOUR - 1
    expect(await superuser.apply(await superuser.preview(to1()))).toMatchObject({ status: 'Done' })
    expect(await statusOf(id)).toBe('Scheduled')

    server.clock.now += 1
    expect(await manager.end(id)).toMatchObject({ status: 'Done', items: { unchanged: 3 } })
  })

  it('writes nothing that somebody changed since the preview', async () => {
    const id = await schedule(to1({ startAt: inTime(1) }))
    await server.send('PUT', `/configuration/agents/${agents[0]}/skills/${SPANISH}?proficiency=4`)
    server.clock.now += HOUR
    expect(await manager.end(id)).toMatchObject({ items: { applied: 2, failed: 1 } })
    expect(await levels()).toEqual([4, 1, 1])
  })

  it('that was missed by an hour at most is caught up, a later one is not', async () => {
    const caughtUp = await schedule(to1({ startAt: inTime(0.9) }))
    const missed = await schedule(to1({ startAt: inTime(0.8) }))
    server.clock.now += 1.9 * HOUR
    expect(await manager.end(missed)).toMatchObject({ status: 'Missed', items: { notStarted: 3 } })
    expect(await manager.end(caughtUp)).toMatchObject({ status: 'Done', items: { applied: 3 } })
  })

  it('does not come after the time to take it back', async () => {
    const id = await schedule(to1({ startAt: inTime(1), takeBackAt: inTime(1.5) }))
    server.clock.now += 1.5 * HOUR
    expect(await manager.end(id)).toMatchObject({ status: 'Missed' })
    expect(await levels()).toEqual([3, 3, 3])
  })

  it('can be stopped by anybody who may', async () => {
    const id = await schedule(to1({ startAt: inTime(1), takeBackAt: inTime(2) }))
    expect((await superuser.send('POST', `/${id}/stop`)).status).toBe(204)
    expect(await manager.read(id)).not.toHaveProperty('takeBack')
    server.clock.now += 2 * HOUR
    expect(await manager.read(id)).toMatchObject({ status: 'Stopped', items: { notStarted: 3 } })
    expect(await levels()).toEqual([3, 3, 3])
  })

  const byAuthor = async () =>
    server.db
      .selectFrom('user_account')
      .select('id')
      .where('client_id', '=', CLIENT)
      .where('user_name', '=', 'manager')
      .executeTakeFirstOrThrow()

  it.each([
    ['is deactivated', { active: false }, 'manager may no longer sign in'],
    ['loses the power', { administersAgents: false }, 'manager may no longer change agents'],
    [
      'has a password that somebody else set',
      { password: `${PASSWORD}-new` },
      'Somebody else set the password of manager',
    ],
  ])('does not come once its author %s, with the reason', async (_, update, failure) => {
    const id = await schedule(to1({ startAt: inTime(1) }))
    server.clock.now += 1
    const { id: author } = await byAuthor()
    const session = await server.login('superuser')
    expect((await server.send('PUT', `/dashboard/users/${author}`, { body: update, session })).status).toBe(204)
    server.clock.now += HOUR
    expect(await superuser.end(id)).toMatchObject({ status: 'Stopped', failure })
    expect(await levels()).toEqual([3, 3, 3])
  })
})

describe('a time to take back', () => {
  it('restores what nobody changed since, by the system, for the author', async () => {
    const id = await manager.preview(to1({ takeBackAt: inTime(2) }))
    expect(await manager.apply(id)).toMatchObject({ status: 'Done', takeBack: 'pending' })
    await server.send('PUT', `/configuration/agents/${agents[1]}/skills/${SPANISH}?proficiency=5`)
    server.clock.now += 2 * HOUR
    const undo = await takenBack(id)
    expect(undo).toMatchObject({ isBySystem: true, undoes: id, items: { applied: 2, leftAlone: 1 }, agents: 3 })
    expect(await levels()).toEqual([3, 5, 3])
    expect((await manager.items(undo.id)).map(lineOf)).toEqual([
      'A SPANISH 1 → 3 applied',
      'B SPANISH 5 → 3 left-alone: Changed since by manager, 1 → 5',
      'C SPANISH 1 → 3 applied',
    ])
    const { body } = await server.send('GET', `/dashboard/changes?client=${CLIENT}&count=1`)
    expect(body).toMatchObject({ change: [{ byKind: 'system', for: 'manager', bulkChange: undo.id }] })
    expect(body).not.toHaveProperty('change.0.by')
    expect(await manager.read(id)).toMatchObject({ takeBack: 'begun' })
  })

  it('needs no right at that moment', async () => {
    await manager.apply(await manager.preview(to1({ takeBackAt: inTime(2) })))
    await server.db.updateTable('user_account').set({ active: 0 }).where('user_name', '=', 'manager').execute()
    server.clock.now += 30 * DAY
    await eventually(async () => expect(await levels()).toEqual([3, 3, 3]))
  })

  it('takes services and wrap-up times back, too, and only once', async () => {
    const id = await manager.preview({
      who: { agents },
      changes: [
        { kind: 'add-service', service: SALES },
        { kind: 'set-wrap-up-time', wrapUpTime: 30 },
      ],
      takeBackAt: inTime(1),
    })
    await manager.apply(id)
    server.clock.now += HOUR
    expect(await takenBack(id)).toMatchObject({ items: { applied: 6 } })
    server.clock.now += HOUR
    await manager.apply(await manager.preview(to1()))
    const { body } = await manager.send('GET', '?show=past&count=10')
    expect(body).toMatchObject({ bulkChange: [{}, { undoes: id }, { id }] })
    expect(body).not.toHaveProperty('bulkChange.3')
  })

  it('is for one value of an agent at a time: a second is refused', async () => {
    await manager.apply(await manager.preview(to1({ takeBackAt: inTime(2) })))
    const [first] = agents
    const second = { ...to1({ takeBackAt: inTime(3) }), changes: [{ kind: 'weaker', agentSkill: SPANISH } as const] }
    const id = await manager.preview(second)
    expect((await manager.items(id)).map(({ outcome, reason }) => [outcome, reason])).toEqual(
      agents.map(() => ['refused', 'Temporary until Jan 5, 2026, 12:00 (Europe/Warsaw)']),
    )
    // A lasting change ends it.
    await server.send('PUT', `/configuration/agents/${first}/skills/${SPANISH}?proficiency=4`)
    expect((await manager.read(await manager.preview(second))).items).toMatchObject({ planned: 1, refused: 2 })
  })

  it('is refused when it begins, where another became temporary meanwhile', async () => {
    const later = await schedule(to1({ startAt: inTime(2), takeBackAt: inTime(4) }))
    await manager.apply(
      await manager.preview({ ...to1({ takeBackAt: inTime(3) }), who: { agents: agents.slice(0, 1) } }),
    )
    server.clock.now += 2 * HOUR
    await manager.end(later)
    expect((await manager.items(later)).map(({ outcome }) => outcome)).toEqual(['failed', 'applied', 'applied'])
  })

  it('shows on the agent until then', async () => {
    const id = await manager.preview(to1({ takeBackAt: inTime(2) }))
    await manager.apply(id)
    const path = `/dashboard/agents/${agents[0]}/temporary-values`
    const temporary = [
      { field: 'level', object: SPANISH, value: 1, until: inTime(2), timeZone: 'Europe/Warsaw', bulkChange: id },
    ]
    expect((await server.send('GET', path)).body).toEqual({ temporary })
    await server.send('PUT', `/configuration/agents/${agents[0]}/skills/${SPANISH}?proficiency=2`)
    expect((await server.send('GET', path)).body).toEqual({ temporary: [] })
  })

  it('can come at once, as the person who ends it', async () => {
    const id = await manager.preview(to1({ takeBackAt: inTime(2) }))
    await manager.apply(id)
    const { status, body } = await superuser.send('POST', `/${id}/end`)
    expect(status).toBe(201)
    const undo = await superuser.end((body as { id: number }).id)
    expect(undo).toMatchObject({ author: { name: 'superuser' }, isBySystem: false, items: { applied: 3 } })
    expect(await levels()).toEqual([3, 3, 3])
    expect((await superuser.send('POST', `/${id}/end`)).status).toBe(409)
  })

  it('does not come where somebody keeps the values', async () => {
    const id = await manager.preview(to1({ takeBackAt: inTime(2) }))
    await manager.apply(id)
    expect((await superuser.send('POST', `/${id}/keep`)).status).toBe(204)
    server.clock.now += 2 * HOUR
    await manager.apply(await manager.preview({ ...to1(), changes: [{ kind: 'add-service', service: SALES }] }))
    expect(await levels()).toEqual([1, 1, 1])
    expect(await manager.read(id)).toMatchObject({ takeBack: 'kept' })
    expect((await manager.send('POST', `/${id}/keep`)).status).toBe(409)
    expect((await server.send('GET', `/dashboard/agents/${agents[0]}/temporary-values`)).body).toEqual({
      temporary: [],
    })
  })

  it('comes for what was applied before a stop, and goes on with a retry', async () => {
    const id = await manager.preview(to1({ takeBackAt: inTime(2) }))
    await server.send('PUT', `/configuration/agents/${agents[0]}/skills/${SPANISH}?proficiency=4`)
    expect(await manager.apply(id)).toMatchObject({ items: { applied: 2, failed: 1 } })
    const again = await manager.retry(id)
    expect(await manager.read(again)).toMatchObject({ takeBackAt: inTime(2), takeBack: 'pending' })
    await manager.apply(again)
    server.clock.now += 2 * HOUR
    await takenBack(id)
    await takenBack(again)
    expect(await levels()).toEqual([4, 3, 3])
  })
})

describe('times are refused, at their field,', () => {
  it.each<[string, () => Partial<NewBulkChange>]>([
    ['Invalid startAt [Choose a time in the future]', () => ({ startAt: server.clock.now })],
    ['Invalid startAt [startAt must be a whole number]', () => ({ startAt: 1.5 })],
    ['Invalid takeBackAt [takeBackAt is too large]', () => ({ takeBackAt: 1e20 })],
    ['Invalid timeZone [timeZone must be the name of a time zone]', () => ({ timeZone: 'x'.repeat(200) })],
    ['Invalid startAt [Choose a time within a year]', () => ({ startAt: inTime(24 * 367) })],
    ['Invalid takeBackAt [Choose a time in the future]', () => ({ takeBackAt: inTime(-1) })],
    ['Invalid takeBackAt [Choose a time after the start]', () => ({ startAt: inTime(2), takeBackAt: inTime(2) })],
    [
      'Invalid takeBackAt [Unlocking, activating and deactivating can’t be taken back at a set time]',
      () => ({ takeBackAt: inTime(1), changes: [{ kind: 'deactivate' }] }),
    ],
    [
      'Invalid timeZone [timeZone must be the name of a time zone]',
      () => ({ startAt: inTime(1), timeZone: 'Mars/Base' }),
    ],
  ])('with "%s"', async (message, times) => {
    const { status, body } = await manager.send('POST', '', { ...to1(), ...times() })
    expect([status, body]).toEqual([400, { code: 202, message }])
  })

  it('when they pass before the preview is applied', async () => {
    const id = await manager.preview(to1({ startAt: inTime(1), takeBackAt: inTime(2) }))
    server.clock.now += HOUR
    expect(await manager.send('POST', `/${id}/apply`, {})).toMatchObject({ status: 409 })
    expect(await statusOf(id)).toBe('Draft')
  })
})
