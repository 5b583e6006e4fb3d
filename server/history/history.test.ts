import { beforeEach, describe, expect, it } from 'vitest'
import type { Change } from '#contract/history.ts'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, insertCallCenter, insertService, insertSkill, NEW_AGENT } from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT, type SendOptions } from '#server/testing/server.ts'

const server = serverForEachTest()
let id: number
let url: string

beforeEach(async () => {
  await insertSkill(server.db, CLIENT, 200, 'GOLD')
  await insertCallCenter(server.db, CLIENT, 10)
  await insertService(server.db, CLIENT, { id: 100, callCenter: 10 })
  id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER', phone: '1', lastName: 'Old' })
  url = `/configuration/agents/${id}`
})

const history = async (filter = '', more: SendOptions = {}) => {
  const { body } = await server.send('GET', `/dashboard/changes?count=50${filter}`, more)
  return (body as { change: Change[] }).change
}

const undo = (change: Change | undefined, more: SendOptions = {}) =>
  server.send('POST', `/dashboard/changes/${change?.id}/undo`, more)

const holder = () => ({ id, name: 'HOLDER' })

describe('the history', () => {
  it('says who did what, when, from where, before and after', async () => {
    await server.send('PUT', `${url}/skills/200?proficiency=3`)
    await server.send('PUT', `${url}/skills/200?proficiency=1`, { session: await server.login('superuser') })
    expect(await history()).toMatchObject([
      {
        at: server.clock.now,
        kind: 'proficiency-changed',
        by: 'superuser',
        address: '127.0.0.1',
        agent: holder(),
        agentSkill: { id: 200, name: 'GOLD' },
        before: { proficiency: 3 },
        after: { proficiency: 1 },
      },
      { kind: 'agent-skill-added', by: 'manager', after: { proficiency: 3 } },
    ])
  })

  it('names only the fields that changed, and never a password', async () => {
    await server.send('PUT', url, { body: { phone: '2', lastName: 'Old', password: 'brand-new-1', unlock: true } })
    const changes = await history()
    expect(changes).toMatchObject([
      { kind: 'agent-password-set' },
      { kind: 'agent-updated', before: { phone: '1' }, after: { phone: '2' } },
    ])
    expect(changes).toHaveLength(2)
    expect(JSON.stringify(await server.db.selectFrom('change').selectAll().execute())).not.toMatch(/brand-new|argon2/)
  })

  it('has no row for a write that changes nothing', async () => {
    await server.send('PUT', `${url}/services/100`)
    await server.send('PUT', `${url}/services/100`)
    await server.send('PUT', url, { body: { phone: '1', unlock: true } })
    expect(await history()).toMatchObject([{ kind: 'service-added', service: { id: 100, name: 'Service 100' } }])
  })

  it('has no row for a write that was refused', async () => {
    await server.send('PUT', `${url}/skills/999?proficiency=1`)
    await server.send('DELETE', `${url}/services/100`)
    expect(await history()).toEqual([])
  })

  it('notes a lock as the system’s doing, and the unlock as the supervisor’s', async () => {
    const wrong = { clientName: `C${CLIENT}`, userName: 'HOLDER', password: 'wrong-one-1', agent: true }
    for (let i = 0; i < 6; i++) await server.send('POST', '/session/login', { body: wrong, session: null })
    await server.send('PUT', url, { body: { unlock: true } })
    const changes = await history()
    expect(changes).toMatchObject([{ kind: 'agent-unlocked', by: 'manager' }, { kind: 'agent-locked' }])
    expect(changes[1]).not.toHaveProperty('by')
  })

  it('keeps what a deleted skill meant to whom, on the skill and on each agent', async () => {
    await server.send('PUT', `${url}/skills/200?proficiency=4`)
    await server.send('DELETE', '/configuration/agents/skills/200')
    expect(await history('&agentSkill=200')).toMatchObject([
      { kind: 'skill-deleted', before: { name: 'GOLD', description: '' } },
      { kind: 'agent-skill-removed', agent: holder(), before: { proficiency: 4 } },
      { kind: 'agent-skill-added' },
    ])
  })

  it('tells a new agent from the first row to what it was given', async () => {
    const body = {
      ...NEW_AGENT,
      loginId: 'new',
      assignedService: [{ id: 100 }],
      assignedAgentSkill: [{ id: 200, proficiency: 2 }],
    }
    await server.send('POST', '/configuration/agents', { body })
    expect(await history()).toMatchObject([
      { kind: 'agent-skill-added', after: { proficiency: 2 } },
      { kind: 'service-added' },
      { kind: 'agent-created', after: { loginId: 'NEW', phone: '5550100', active: true } },
    ])
  })

  it('is filtered by agent, skill, person, kind and time, and read on from where a page ended', async () => {
    await server.send('PUT', `${url}/skills/200?proficiency=3`)
    await server.send('PUT', `${url}/services/100`, { session: await server.login('superuser') })
    const later = (server.clock.now += 60_000)
    await server.send('PUT', url, { body: { phone: '2' } })
    const kinds = async (filter: string) => (await history(filter)).map((change) => change.kind)
    expect(await kinds(`&agent=${id}`)).toEqual(['agent-updated', 'service-added', 'agent-skill-added'])
    expect(await kinds('&agentSkill=200')).toEqual(['agent-skill-added'])
    expect(await kinds('&by=superuser')).toEqual(['service-added'])
    expect(await kinds('&kind=agent-updated')).toEqual(['agent-updated'])
    expect(await kinds(`&from=${later}`)).toEqual(['agent-updated'])
    expect(await kinds(`&to=${later}`)).toEqual(['service-added', 'agent-skill-added'])
    const { body } = await server.send('GET', '/dashboard/changes?count=2')
    const { nextBefore } = body as { nextBefore: number }
    expect(await kinds(`&before=${nextBefore}`)).toEqual(['agent-skill-added'])
    expect(await server.send('GET', '/dashboard/changes?count=3')).not.toHaveProperty('body.nextBefore')
  })

  describe('within a time', () => {
    /** Changes made at these minutes, in this order: the clock may be set back, by less than ends a session. */
    const makeAt = async (...minutes: readonly number[]) => {
      const start = server.clock.now
      for (const [i, minute] of minutes.entries()) {
        server.clock.now = start + minute * 60_000
        await server.send('PUT', url, { body: { phone: `${i + 1}00` } })
      }
      return start
    }
    /** All pages of two, as the phone number that each change set. */
    const phonesOf = async (filter: string) => {
      const phones: unknown[] = []
      let before: number | undefined
      do {
        const { body } = await server.send(
          'GET',
          `/dashboard/changes?count=2${filter}${before === undefined ? '' : `&before=${before}`}`,
        )
        const { change, nextBefore } = body as { change: Change[]; nextBefore?: number }
        phones.push(...change.map(({ after }) => Number(after?.['phone']) / 100))
        before = nextBefore
      } while (before !== undefined)
      return phones
    }

    it('is in the order of time, page by page, each change once', async () => {
      const start = await makeAt(0, 2, 4, 1, 1, 1, 6)
      expect(await phonesOf(`&from=${start}`)).toEqual([7, 3, 2, 6, 5, 4, 1])
      expect(await phonesOf(`&to=${start + 4 * 60_000}`)).toEqual([2, 6, 5, 4, 1])
      expect(await phonesOf(`&from=${start + 60_000}&to=${start + 2 * 60_000}`)).toEqual([6, 5, 4])
      expect(await phonesOf(`&from=${start}&agent=${id}&by=manager&kind=agent-updated`)).toEqual([7, 3, 2, 6, 5, 4, 1])
      expect(await phonesOf('&agentSkill=200&from=0')).toEqual([])
    })

    it('and without one in the order in which they were made', async () => {
      await makeAt(0, 2, 4, 1, 1, 6)
      expect(await phonesOf('')).toEqual([6, 5, 4, 3, 2, 1])
    })

    it('goes on from a change that is not this client’s, or none, with those before it', async () => {
      const start = await makeAt(0, 2, 4)
      const last = Math.max(...(await history()).map((change) => change.id))
      const idsBefore = async (before: number) =>
        (await history(`&from=${start}&before=${before}`)).map((change) => change.id)
      expect(await idsBefore(last + 1000)).toEqual([last, last - 1, last - 2])
      expect(await idsBefore(last)).toEqual([last - 1, last - 2])
      expect(await idsBefore(last - 2)).toEqual([])
      expect(await idsBefore(1)).toEqual([])
    })
  })

  it('shows nobody another client’s', async () => {
    await server.send('PUT', url, { body: { phone: '2' } })
    const session = await server.login('manager', { client: OTHER_CLIENT })
    const [change] = await history()
    expect(await history('', { session })).toEqual([])
    expect(await server.send('GET', `/dashboard/changes?count=1&client=${CLIENT}`, { session })).toMatchObject({
      status: 403,
    })
    expect(await undo(change, { session })).toMatchObject({ status: 404 })
  })
})

describe('undo', () => {
  it.each([
    ['a level', 'PUT', '/skills/200?proficiency=5'],
    ['a removed skill', 'DELETE', '/skills/200'],
    ['an added service', 'PUT', '/services/100'],
    ['details', 'PUT', '', { phone: '77', active: false }],
  ] as const)('takes %s back, as a change of its own, and once', async (_, method, path, body?: object) => {
    await server.send('PUT', `${url}/skills/200?proficiency=3`)
    const before = (await server.send('GET', url)).body
    await server.send(method, `${url}${path}`, { body })
    expect((await server.send('GET', url)).body).not.toEqual(before)
    const [change] = await history()
    expect(await undo(change)).toEqual({ status: 204 })
    expect((await server.send('GET', url)).body).toEqual(before)
    const [undoing, undone] = await history()
    expect(undoing).toMatchObject({ undoes: change?.id, by: 'manager' })
    expect(undone).toMatchObject({ id: change?.id, undoneBy: undoing?.id })
    expect(await undo(change)).toMatchObject({ status: 409, body: { message: 'Cannot undo [it was undone already]' } })
    expect((await server.send('GET', url)).body).toEqual(before)
  })

  it('takes a skill’s new description back', async () => {
    await server.send('PUT', '/configuration/agents/skills/200', { body: { description: 'Gold customers' } })
    const [change] = await history()
    expect(await undo(change)).toEqual({ status: 204 })
    expect(await server.send('GET', '/configuration/agents/skills/200')).toMatchObject({ body: { description: '' } })
  })

  it('is refused, and changes nothing, when somebody changed the same since', async () => {
    await server.send('PUT', `${url}/skills/200?proficiency=3`)
    await server.send('PUT', `${url}/skills/200?proficiency=1`)
    const [mine] = await history()
    const session = await server.login('superuser')
    await server.send('PUT', `${url}/skills/200?proficiency=2`, { session })
    await server.send('PUT', `${url}/skills/200?proficiency=1`, { session })
    expect(await undo(mine)).toEqual({
      status: 409,
      body: { code: 409, message: 'Cannot undo [changed again by superuser]' },
    })
    expect(await server.send('GET', url)).toMatchObject({ body: { assignedAgentSkill: [{ id: 200, proficiency: 1 }] } })
  })

  it('names who changed the same since, also where there is nothing left to take back', async () => {
    await server.send('PUT', `${url}/skills/200?proficiency=3`)
    const [mine] = await history()
    const session = await server.login('superuser')
    await server.send('DELETE', `${url}/skills/200`, { session })
    const changedAgain = { status: 409, body: { message: 'Cannot undo [changed again by superuser]' } }
    expect(await undo(mine)).toMatchObject(changedAgain)
    await server.send('PUT', `${url}/services/100`)
    const [service] = await history()
    await server.send('DELETE', url, { session })
    expect(await undo(service)).toMatchObject(changedAgain)
  })

  it('takes several changes of the same thing back, the newest first', async () => {
    for (const level of [3, 1, 2, 4]) await server.send('PUT', `${url}/skills/200?proficiency=${level}`)
    const [third, second, first] = await history()
    expect(await undo(second)).toMatchObject({
      status: 409,
      body: { message: 'Cannot undo [changed again by manager]' },
    })
    for (const [change, level] of [
      [third, 2],
      [second, 1],
      [first, 3],
    ] as const) {
      expect(await undo(change)).toEqual({ status: 204 })
      expect((await server.send('GET', url)).body).toMatchObject({
        assignedAgentSkill: [{ id: 200, proficiency: level }],
      })
    }
    expect(await undo(second)).toMatchObject({ status: 409 })
  })

  it('does not mind that somebody changed another field', async () => {
    await server.send('PUT', url, { body: { phone: '2' } })
    const [mine] = await history()
    await server.send('PUT', url, { body: { lastName: 'New' } })
    expect(await undo(mine)).toEqual({ status: 204 })
    expect(await server.send('GET', url)).toMatchObject({ body: { phone: '1', lastName: 'New' } })
  })

  it('is refused for what has no inverse, and to who may not make the change', async () => {
    await server.send('PUT', url, { body: { password: 'brand-new-1' } })
    const [password] = await history()
    expect(await undo(password)).toMatchObject({ status: 409 })
    await server.send('PUT', url, { body: { phone: '2' } })
    const [phone] = await history()
    expect(await undo(phone, { session: await server.login('teamlead') })).toMatchObject({ status: 403 })
  })
})
