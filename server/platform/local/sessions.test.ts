import { describe, expect, it } from 'vitest'
import { serverForEachTest } from '#server/testing/each-test.ts'
import {
  insertAgent,
  insertCallCenter,
  insertService,
  insertSkill,
  insertUser,
  PASSWORD,
} from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT } from '#server/testing/server.ts'

const server = serverForEachTest()

const attempt = (body: object) =>
  server.send('POST', '/session/login', {
    body: { clientName: `C${CLIENT}`, password: PASSWORD, ...body },
    session: null,
  })

describe('login', () => {
  it('signs a user in, whose name is case-sensitive', async () => {
    expect(await attempt({ userName: 'manager' })).toMatchObject({ status: 200, body: { clientId: CLIENT } })
    expect(await attempt({ userName: 'MANAGER' })).toMatchObject({ status: 401, body: { code: 401 } })
  })

  it('signs an agent in under their login ID in any case, and notes when and from where', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'AGENT#.?' })
    expect(await attempt({ userName: 'agent#.?', agent: true })).toMatchObject({ body: { userId: id } })
    expect(await server.send('GET', `/configuration/agents/${id}`)).toMatchObject({
      body: { lastLogin: server.clock.now, lastLoginIp: '127.0.0.1' },
    })
  })

  it('says the same for an unknown client, an unknown name, a wrong password and a locked account', async () => {
    await insertAgent(server.db, CLIENT, { loginId: 'LOCKED', locked: true })
    const answers = await Promise.all([
      attempt({ userName: 'manager', clientName: 'NOWHERE' }),
      attempt({ userName: 'nobody' }),
      attempt({ userName: 'manager', password: 'wrong-one-1' }),
      attempt({ userName: 'LOCKED', agent: true }),
    ])
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveLength(1)
    expect(answers[0]?.status).toBe(401)
  })

  it('locks an agent after five wrong passwords in a row, until a supervisor unlocks', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'FORGETFUL' })
    const url = `/configuration/agents/${id}`
    const wrong = () => attempt({ userName: 'forgetful', password: 'wrong-one-1', agent: true })
    for (let i = 0; i < 4; i++) await wrong()
    expect(await attempt({ userName: 'FORGETFUL', agent: true })).toMatchObject({ status: 200 })

    for (let i = 0; i < 4; i++) await wrong()
    expect(await server.send('GET', url)).toMatchObject({ body: { locked: false } })
    await wrong()
    expect(await server.send('GET', url)).toMatchObject({ body: { locked: true } })
    expect(await attempt({ userName: 'FORGETFUL', agent: true })).toMatchObject({ status: 401 })

    await server.send('PUT', url, { body: { unlock: true } })
    expect(await attempt({ userName: 'FORGETFUL', agent: true })).toMatchObject({ status: 200 })
  })

  it('keeps an inactive agent out', async () => {
    await insertAgent(server.db, CLIENT, { loginId: 'GONE', active: false })
    expect(await attempt({ userName: 'GONE', agent: true })).toMatchObject({ status: 401 })
  })
})

describe('a session', () => {
  const read = (session: string | null) => server.send('GET', '/configuration/agents/info', { session })

  it('is wanted by every operation but the session methods', async () => {
    expect(await read(null)).toEqual({
      status: 401,
      body: { code: 401, message: 'No valid session [sign in and send the header LV-Session]' },
    })
    expect(await read('made-up')).toMatchObject({ status: 401 })
  })

  it('lives two hours from its last use', async () => {
    const session = await server.login('manager')
    for (let i = 0; i < 3; i++) {
      server.clock.now += 119 * 60 * 1000
      expect(await read(session)).toMatchObject({ status: 200 })
    }
    server.clock.now += 121 * 60 * 1000
    expect(await read(session)).toMatchObject({ status: 401 })
  })

  it('that was left alone for two hours is in the database no longer than until the next sign-in', async () => {
    const tokens = async () => (await server.db.selectFrom('session').select('token_hash').execute()).length
    for (let i = 0; i < 3; i++) await server.login('manager')
    server.clock.now += 121 * 60 * 1000
    await server.login('manager')
    expect(await tokens()).toBe(1)
  })

  it('ends twelve hours after it began, however much it is used', async () => {
    const session = await server.login('manager')
    for (let hour = 1; hour <= 12; hour++) {
      server.clock.now += 60 * 60 * 1000
      expect(await read(session)).toMatchObject({ status: 200 })
    }
    server.clock.now += 1
    expect(await read(session)).toMatchObject({ status: 401 })
  })

  it('is validated and ended by its id alone', async () => {
    const session = await server.login('manager')
    const validate = () => server.send('GET', `/session/validate/${session}`, { session: null })
    const logout = () => server.send('DELETE', `/session/logout/${session}`, { session: null })
    expect(await validate()).toEqual({ status: 204 })
    expect(await logout()).toEqual({ status: 204 })
    expect(await validate()).toMatchObject({ status: 404 })
    expect(await logout()).toMatchObject({ status: 404 })
    expect(await read(session)).toMatchObject({ status: 401 })
  })

  it('ends when its user changes the password, which needs no session', async () => {
    const session = await server.login('manager')
    const body = { clientName: `C${CLIENT}`, userName: 'manager', password: PASSWORD, newPassword: 'next-one-1' }
    expect(await server.send('POST', '/session/password', { body, session: null })).toEqual({ status: 204 })
    expect(await read(session)).toMatchObject({ status: 401 })
    expect(await attempt({ userName: 'manager' })).toMatchObject({ status: 401 })
    expect(await attempt({ userName: 'manager', password: 'next-one-1' })).toMatchObject({ status: 200 })
  })

  it('leaves no session id and no password in the database', async () => {
    const session = await server.login('manager')
    const stored = JSON.stringify([
      await server.db.selectFrom('session').selectAll().execute(),
      await server.db.selectFrom('user_account').selectAll().execute(),
    ])
    expect(stored).not.toContain(session)
    expect(stored).not.toContain(PASSWORD)
  })
})

describe('who may do what', () => {
  it('lets a Manager without the power read, and says which power is missing', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
    const session = await server.login('teamlead')
    expect(await server.send('GET', `/configuration/agents/${id}`, { session })).toMatchObject({ status: 200 })
    expect(await server.send('PUT', `/configuration/agents/${id}`, { body: { phone: '1' }, session })).toEqual({
      status: 403,
      body: { errorCode: 403, errorMessage: 'Permission denied [the power "Administer Agents" is missing]' },
    })
  })

  it('lets an agent read and search agents and related objects, and nothing else', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
    const session = await server.login('HOLDER', { agent: true })
    for (const path of ['agents?count=1&offset=0', `agents/${id}`, `agents/${id}/related`])
      expect(await server.send('GET', `/configuration/${path}`, { session })).toMatchObject({ status: 200 })
    for (const path of ['agents/info', 'agents/skills?count=1&offset=0', 'services?count=1&offset=0'])
      expect(await server.send('GET', `/configuration/${path}`, { session })).toMatchObject({ status: 403 })
  })

  it('hides another client’s objects, as if they were not there', async () => {
    const id = await insertAgent(server.db, OTHER_CLIENT, { loginId: 'THEIRS' })
    await insertSkill(server.db, OTHER_CLIENT, 210, 'THEIRS')
    expect(await server.send('GET', `/configuration/agents/${id}`)).toEqual({
      status: 404,
      body: { code: 203, message: `Agent not found [ID:${id}]` },
    })
    expect(await server.send('DELETE', `/configuration/agents/${id}`)).toMatchObject({ status: 404 })
    expect(await server.send('GET', '/configuration/agents/skills/210')).toMatchObject({ status: 404 })
    expect(await server.send('GET', `/configuration/clients/${OTHER_CLIENT}/settings`)).toMatchObject({ status: 404 })
  })

  it('refuses another client’s lists to all but a Sysadmin', async () => {
    const url = `/configuration/agents?client=${OTHER_CLIENT}&count=1&offset=0`
    expect(await server.send('GET', url)).toMatchObject({ status: 403 })
    expect(await server.send('GET', url, { session: await server.login('superuser') })).toMatchObject({ status: 403 })
    expect(await server.send('GET', url, { session: await server.login('sysadmin') })).toMatchObject({ status: 200 })
  })

  it('lets a user who is limited to some services give and take only those', async () => {
    await insertCallCenter(server.db, CLIENT, 10)
    for (const id of [100, 101]) await insertService(server.db, CLIENT, { id, callCenter: 10 })
    await insertUser(server.db, CLIENT, {
      userName: 'east',
      role: 'Manager',
      powers: ['Administer Agents'],
      services: [100],
    })
    const session = await server.login('east')
    const url = `/configuration/agents/${await insertAgent(server.db, CLIENT, { loginId: 'HOLDER', services: [101] })}`
    const refused = {
      status: 403,
      body: { code: 403, message: 'Permission denied [you are not permitted the service 101]' },
    }
    expect(await server.send('PUT', `${url}/services/100`, { session })).toEqual({ status: 204 })
    expect(await server.send('DELETE', `${url}/services/101`, { session })).toEqual(refused)
    const body = {
      loginId: 'new',
      firstName: 'N',
      lastName: 'W',
      password: 'new-password-1',
      phone: '1',
      wrapUpTime: 0,
      homeAgent: false,
      active: true,
      assignedService: [{ id: 100 }, { id: 101 }],
    }
    expect(await server.send('POST', '/configuration/agents', { session, body })).toEqual(refused)
  })
})
