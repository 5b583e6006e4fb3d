import { beforeEach, describe, expect, it } from 'vitest'
import { serverForEachTest } from '#server/testing/each-test.ts'
import { insertAgent, insertCallCenter, insertService, insertSkill, PASSWORD } from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT } from '#server/testing/server.ts'

const server = serverForEachTest()

beforeEach(async () => {
  await insertCallCenter(server.db, CLIENT, 10)
  await insertService(server.db, CLIENT, { id: 100, callCenter: 10 })
  await insertService(server.db, CLIENT, { id: 101, callCenter: 10 })
  await insertService(server.db, CLIENT, { id: 109, callCenter: 10, acdFeatureCode: 0 })
  await insertSkill(server.db, CLIENT, 200, 'GOLD')
  await insertCallCenter(server.db, OTHER_CLIENT, 11)
  await insertService(server.db, OTHER_CLIENT, { id: 110, callCenter: 11 })
  await insertSkill(server.db, OTHER_CLIENT, 210, 'NORTHERN')
})

const agent = {
  loginId: 'jdoe1',
  firstName: 'Jane',
  lastName: 'Doe',
  password: 'secret-12',
  phone: '(202) 555-0100',
  wrapUpTime: 30,
  homeAgent: false,
  active: true,
}

const create = (more: object) => server.send('POST', '/configuration/agents', { body: { ...agent, ...more } })
const agentsInDatabase = async () => (await server.db.selectFrom('agent').select('id').execute()).length

describe('Create Agent', () => {
  it('stores the login ID in upper case and reads everything back but the password', async () => {
    const { body } = await create({ assignedService: [{ id: 100 }], assignedAgentSkill: [{ id: 200, proficiency: 1 }] })
    const { id } = body as { id: number }
    expect((await server.send('GET', `/configuration/agents/${id}`)).body).toEqual({
      assignedService: [{ id: 100 }],
      assignedAgentSkill: [{ id: 200, proficiency: 1 }],
      loginId: 'JDOE1',
      firstName: 'Jane',
      lastName: 'Doe',
      phone: '(202) 555-0100',
      wrapUpTime: 30,
      homeAgent: false,
      active: true,
      locked: false,
      passwordLastModified: server.clock.now,
    })
  })

  it.each(['loginId', 'firstName', 'lastName', 'password', 'phone', 'wrapUpTime', 'homeAgent', 'active'])(
    'refuses an agent without %s and names the field',
    async (field) => {
      expect(await create({ [field]: undefined })).toEqual({
        status: 400,
        body: { code: 202, message: `Missing required field [${field}]` },
      })
    },
  )

  const refused: [object, string][] = [
    [{ password: 'no-digit-here' }, 'Invalid password [Password must contain at least 1 digit]'],
    [{ wrapUpTime: -2 }, 'Invalid wrapUpTime [wrapUpTime must be -1 (unlimited) or more]'],
    [{ wrapUpTime: 1.5 }, 'Invalid wrapUpTime [wrapUpTime must be a whole number]'],
    [{ lastName: '   ' }, 'Missing required field [lastName]'],
    [{ firstName: 'a\u0000b' }, 'Invalid firstName [firstName must not contain invisible characters: U+0000]'],
    [{ assignedService: [{ id: 109 }] }, 'Cannot assign service [incorrect service type]'],
    [{ assignedService: [{ id: 999 }] }, 'Service not found [ID:999]'],
    [{ assignedService: [{ id: 110 }] }, 'Service not found [ID:110]'],
    [{ assignedAgentSkill: [{ id: 999, proficiency: 1 }] }, 'Agent skill not found [ID:999]'],
    [{ assignedAgentSkill: [{ id: 210, proficiency: 1 }] }, 'Agent skill not found [ID:210]'],
    [{ assignedAgentSkill: [{ id: 200 }] }, 'Missing required field [assignedAgentSkill.0.proficiency]'],
    ...[0, 6].map(
      (proficiency) =>
        [
          { assignedAgentSkill: [{ id: 200, proficiency }] },
          'Invalid assignedAgentSkill.0.proficiency [assignedAgentSkill.0.proficiency must be from 1 to 5]',
        ] satisfies [object, string],
    ),
  ]

  it.each(refused)('refuses %j and leaves nothing behind', async (more, message) => {
    expect(await create({ assignedService: [{ id: 100 }], ...more })).toEqual({
      status: 400,
      body: { code: 202, message },
    })
    expect(await agentsInDatabase()).toBe(0)
  })

  it('answers 409 for a login ID that another agent has, in whatever case', async () => {
    await create({})
    expect(await create({ loginId: 'JDoe1' })).toEqual({
      status: 409,
      body: { code: 202, message: 'Agent already exists [loginId:JDOE1]' },
    })
    expect(await agentsInDatabase()).toBe(1)
  })

  it('lets two clients have the same login ID', async () => {
    await create({})
    const session = await server.login('manager', { client: OTHER_CLIENT })
    expect(await server.send('POST', '/configuration/agents', { body: agent, session })).toMatchObject({ status: 201 })
  })
})

describe('Update Agent', () => {
  let url: string

  beforeEach(async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER', services: [100], skills: { 200: 3 } })
    url = `/configuration/agents/${id}`
  })

  it.each([
    [{}],
    [{ assignedService: [{ id: 101 }] }],
    [{ lastLogin: 1, locked: false }],
    [{ lastname: 'Typo' }],
    [undefined],
  ])('wants at least one key that it knows, not %j', async (body) => {
    expect(await server.send('PUT', url, { body })).toEqual({
      status: 400,
      body: { errorCode: 202, errorMessage: 'Invalid input [at least one field to update is required]' },
    })
  })

  it('changes what is given and nothing else, services and skills least of all', async () => {
    const before = (await server.send('GET', url)).body as object
    const body = { lastName: 'Renamed', assignedService: [{ id: 101 }], assignedAgentSkill: [] }
    expect(await server.send('PUT', url, { body })).toEqual({ status: 204 })
    expect((await server.send('GET', url)).body).toEqual({ ...before, lastName: 'Renamed' })
  })

  it('drops what a caller may not set, whatever it is called', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'VICTIM', locked: true })
    const rowOf = () => server.db.selectFrom('agent').selectAll().where('id', '=', id).executeTakeFirst()
    const before = await rowOf()
    const hostile = {
      id: 1,
      client_id: OTHER_CLIENT,
      login_id: 'X',
      locked: false,
    }
    const more = { locked_at: null, failed_logins: 0, password_hash: 'x', lastLogin: 1, assignedService: [{ id: 100 }] }
    const body = { ...hostile, ...more, phone: '9' }
    expect(await server.send('PUT', `/configuration/agents/${id}`, { body })).toEqual({ status: 204 })
    expect(await rowOf()).toEqual({ ...before, phone: '9', phone_digits: '9' })
    expect(await server.db.selectFrom('agent_service').selectAll().where('agent_id', '=', id).execute()).toEqual([])
  })

  it('takes {"unlock": false} and changes nothing', async () => {
    const info = await server.send('GET', '/configuration/agents/info')
    expect(await server.send('PUT', url, { body: { unlock: false } })).toEqual({ status: 204 })
    expect(await server.send('GET', '/configuration/agents/info')).toEqual(info)
  })

  it('ends the agent’s sessions when the password changes', async () => {
    const session = await server.login('HOLDER', { agent: true })
    await server.send('PUT', url, { body: { password: 'another-1' } })
    expect(await server.send('GET', url, { session })).toMatchObject({ status: 401 })
  })
})

describe('what an agent is assigned', () => {
  let url: string

  beforeEach(async () => {
    url = `/configuration/agents/${await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })}`
  })

  const assigned = async () => (await server.send('GET', url)).body

  it('sets the new level when the skill is assigned already', async () => {
    await server.send('PUT', `${url}/skills/200?proficiency=5`)
    expect(await server.send('PUT', `${url}/skills/200?proficiency=1`)).toEqual({ status: 204 })
    expect(await assigned()).toMatchObject({ assignedAgentSkill: [{ id: 200, proficiency: 1 }] })
  })

  it.each(['', '?proficiency=0', '?proficiency=6', '?proficiency=two', '?proficiency=1.5'])(
    'refuses the level %j',
    async (query) => {
      expect(await server.send('PUT', `${url}/skills/200${query}`)).toMatchObject({ status: 400, body: { code: 202 } })
      expect(await assigned()).toMatchObject({ assignedAgentSkill: [] })
    },
  )

  it('assigns a service twice with one effect', async () => {
    await server.send('PUT', `${url}/services/100`)
    expect(await server.send('PUT', `${url}/services/100`)).toEqual({ status: 204 })
    expect(await assigned()).toMatchObject({ assignedService: [{ id: 100 }] })
  })

  it('answers 404 for removing what is not assigned', async () => {
    for (const path of ['skills/200', 'services/100'])
      expect(await server.send('DELETE', `${url}/${path}`)).toMatchObject({ status: 404, body: { code: 203 } })
  })

  it('never assigns a skill or a service of another client, not even for a Sysadmin', async () => {
    const session = await server.login('sysadmin')
    for (const path of ['skills/210?proficiency=1', 'services/110'])
      expect(await server.send('PUT', `${url}/${path}`, { session })).toMatchObject({ status: 404 })
  })
})

describe('Delete Agent', () => {
  it('takes assignments and sessions along', async () => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'GOING', services: [100], skills: { 200: 2 } })
    const session = await server.login('GOING', { agent: true })
    expect(await server.send('DELETE', `/configuration/agents/${id}`)).toEqual({ status: 204 })
    expect(await server.send('GET', '/configuration/agents/skills/200')).toMatchObject({ body: { agent: [] } })
    expect(await server.send('GET', '/configuration/agents?count=1&offset=0', { session })).toMatchObject({
      status: 401,
    })
    const login = { clientName: `C${CLIENT}`, userName: 'GOING', password: PASSWORD, agent: true }
    expect(await server.send('POST', '/session/login', { body: login })).toMatchObject({ status: 401 })
  })
})
