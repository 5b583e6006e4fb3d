import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { insertAgent, insertCallCenter, insertService, insertSkill, NEW_AGENT } from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

// Decisions on points where the specification is silent or contradicts itself.

let server: TestServer

beforeEach(async () => {
  server = await startTestServer()
})

afterEach(() => server.close())

const agents = '/configuration/agents'

const create = (more: object, query = '', session?: string) =>
  server.send('POST', agents + query, { body: { ...NEW_AGENT, ...more }, ...(session !== undefined && { session }) })

const refused = (message: string) => ({ status: 400, body: { code: 202, message } })

describe('an empty parameter', () => {
  it.each([
    `${agents}?count=5&offset=0&client=`,
    `${agents}/info?client=`,
    `${agents}/skills?client=&count=5&offset=0`,
    '/configuration/callCenters?count=1000&offset=0&client=',
    '/configuration/services?count=5&offset=0&callCenter=&client=',
    '/dashboard/changes?count=5&agent=&by=&from=',
  ])('that is optional counts as not given: %s', async (url) => {
    expect(await server.send('GET', url)).toMatchObject({ status: 200 })
  })

  it('that is mandatory is no number', async () => {
    expect(await server.send('GET', `${agents}?count=&offset=0`)).toEqual(
      refused('Invalid count [count must be a whole number]'),
    )
  })

  it('named `after` is the beginning of a list, whose pages then say where they ended', async () => {
    for (const loginId of ['A', 'B']) await insertAgent(server.db, CLIENT, { loginId })
    expect(await server.send('GET', `${agents}?count=1&offset=0&after=`)).toMatchObject({
      body: { next: 'configuration/agents/?offset=1&count=1&after=A' },
    })
  })
})

describe('several faults', () => {
  it('are all named, what is missing first, wherever they are', async () => {
    const body = { firstName: 'N', password: 'short', phone: 'none', wrapUpTime: -5, homeAgent: 'maybe', active: true }
    expect(await server.send('POST', `${agents}?client=x`, { body })).toEqual(
      refused(
        [
          'Missing required field [loginId]',
          'Missing required field [lastName]',
          'Invalid client [client must be a whole number]',
          'Invalid password [Password must be at least 8 characters long]',
          'Invalid password [Password must contain at least 1 digit]',
          'Invalid phone [phone must contain a digit]',
          'Invalid wrapUpTime [wrapUpTime must be -1 (unlimited) or more]',
          'Invalid homeAgent [homeAgent must be true or false]',
        ].join('; '),
      ),
    )
    expect(await server.send('GET', agents)).toEqual(
      refused('Missing required field [count]; Missing required field [offset]'),
    )
  })

  it('are named up to a number that can be read', async () => {
    const assignedService = Array.from({ length: 1000 }, () => ({ id: 'x' }))
    const { body } = await create({ assignedService })
    expect((body as { message: string }).message).toMatch(
      /; Invalid assignedService\.19\.id \[[^\]]+\]; Too many faults \[980 more\]$/,
    )
  })
})

describe('a refusal is true', () => {
  it.each([
    [{ firstName: '' }, 'Invalid firstName [firstName must not be empty]'],
    [
      { firstName: '  ', lastName: '' },
      'Invalid firstName [firstName must not be empty]; Invalid lastName [lastName must not be empty]',
    ],
    [[], 'Invalid body [body must be an object]'],
    ['{"wrapUpTime":9007199254740993}', 'Invalid wrapUpTime [wrapUpTime is too large]'],
    [{ firstName: '\ud800' }, 'Invalid firstName [firstName must be valid Unicode text]'],
    [{ constructor: { prototype: 1 } }, 'Invalid input [at least one field to update is required]'],
    ['{"__proto__":{"phone":"1"}}', 'Invalid input [at least one field to update is required]'],
  ])('of the update %j: %s', async (body, message) => {
    const id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
    expect(await server.send('PUT', `${agents}/${id}`, { body })).toEqual({
      status: 400,
      body: { errorCode: 202, errorMessage: message },
    })
  })

  it.each([
    [{ assignedService: [17885] }, 'Invalid assignedService.0 [assignedService.0 must be an object]'],
    [{ assignedService: { id: 17885 } }, 'Invalid assignedService [assignedService must be a list]'],
    [{ password: '' }, 'Missing required field [password]'],
  ])('of the new agent with %j: %s', async (more, message) => {
    expect(await create(more)).toEqual(refused(message))
  })

  it.each(['9007199254740993', '9'.repeat(30)])('of the id %s', async (id) => {
    expect(await server.send('GET', `${agents}/${id}`)).toEqual(refused('Invalid id [id is too large]'))
  })
})

describe('what Update Agent cannot change', () => {
  let id: number
  const update = (body: object) => server.send('PUT', `${agents}/${id}`, { body })

  beforeEach(async () => {
    id = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
  })

  it('is accepted where it says what is, as clients send back what they read', async () => {
    const { body } = await server.send('GET', `${agents}/${id}`)
    expect(await update({ ...(body as object), clientId: String(CLIENT), firstName: 'New' })).toEqual({ status: 204 })
    expect(await update({ loginId: ' holder ' })).toEqual({ status: 204 })
    expect(await server.send('GET', `${agents}/${id}`)).toMatchObject({
      body: { ...(body as object), firstName: 'New' },
    })
  })

  it('is accepted as it is stored, also where it would be stored in another form now', async () => {
    await server.db.updateTable('agent').set({ login_id: 'OLD\u200B' }).where('id', '=', id).execute()
    for (const loginId of ['OLD\u200B', 'old']) expect(await update({ loginId, phone: '1' })).toEqual({ status: 204 })
  })

  it('is refused where it says something else, and nothing is changed', async () => {
    const before = await server.send('GET', `${agents}/${id}`)
    expect(await update({ loginId: 'RENAMED', clientId: OTHER_CLIENT, firstName: 'New' })).toEqual({
      status: 400,
      body: {
        errorCode: 202,
        errorMessage:
          'Invalid loginId [loginId cannot be changed: it is HOLDER]; ' +
          `Invalid clientId [clientId cannot be changed: it is ${CLIENT}]`,
      },
    })
    expect(await server.send('GET', `${agents}/${id}`)).toEqual(before)
  })

  it('is no key to update where Read Agent alone has it', async () => {
    expect(await update({ locked: false, assignedService: [], lastLogin: 1, lastname: 'Typo' })).toMatchObject({
      status: 400,
    })
  })

  it('is the client of a skill, too', async () => {
    await insertSkill(server.db, CLIENT, 200, 'GOLD')
    const url = `${agents}/skills/200`
    const body = (await server.send('GET', url)).body as object
    expect(await server.send('PUT', url, { body: { ...body, name: 'NEW' } })).toEqual({ status: 204 })
    expect(await server.send('PUT', url, { body: { clientId: OTHER_CLIENT, name: 'NEWER' } })).toEqual(
      refused(`Invalid clientId [clientId cannot be changed: it is ${CLIENT}]`),
    )
    expect(await server.send('GET', url)).toMatchObject({ body: { name: 'NEW' } })
  })
})

describe('the client of a new object', () => {
  const clientOf = async (table: 'agent' | 'agent_skill', { body }: { body: unknown }) =>
    server.db
      .selectFrom(table)
      .select('client_id')
      .where('id', '=', (body as { id: number }).id)
      .executeTakeFirst()

  it('is named in the query or in the body, or in both', async () => {
    const session = await server.login('sysadmin')
    const elsewhere = { client_id: OTHER_CLIENT }
    const named: [query: string, body: object][] = [
      [`?client=${OTHER_CLIENT}`, {}],
      ['', { clientId: OTHER_CLIENT }],
      [`?client=${OTHER_CLIENT}`, { clientId: String(OTHER_CLIENT) }],
      ['?client=', { clientId: OTHER_CLIENT }],
    ]
    for (const [i, [query, body]] of named.entries()) {
      expect(await clientOf('agent', await create({ loginId: `NEW${i}`, ...body }, query, session))).toEqual(elsewhere)
      const skill = await server.send('POST', `${agents}/skills${query}`, {
        session,
        body: { name: `NEW${i}`, ...body },
      })
      expect(await clientOf('agent_skill', skill)).toEqual(elsewhere)
    }
  })

  it('is not two', async () => {
    const session = await server.login('sysadmin')
    const query = `?client=${CLIENT}`
    const message = `Invalid clientId [clientId must be that of the query: ${CLIENT}]`
    expect(await create({ clientId: OTHER_CLIENT }, query, session)).toEqual(refused(message))
    const skill = { session, body: { name: 'NEW', clientId: OTHER_CLIENT } }
    expect(await server.send('POST', `${agents}/skills${query}`, skill)).toEqual(refused(message))
  })
})

describe('a common password', () => {
  it.each(['password1', 'P@ssw0rd'])(
    'is taken where existing clients set %s and the server is told to',
    async (password) => {
      await server.close()
      server = await startTestServer({ acceptsCommonPasswords: true })
      const { status, body } = await create({ password })
      expect(status).toBe(201)
      const url = `${agents}/${(body as { id: number }).id}`
      const session = { clientName: `C${CLIENT}`, userName: 'NEW', agent: true }
      expect(await server.send('PUT', url, { body: { password: 'summer2024' } })).toEqual({ status: 204 })
      const change = { ...session, password: 'summer2024', newPassword: '12345678' }
      expect(await server.send('POST', '/session/password', { body: change, session: null })).toEqual({ status: 204 })
      // The other rules stay.
      expect(await server.send('PUT', url, { body: { password: 'no-digit-here' } })).toMatchObject({ status: 400 })
      expect(await server.send('PUT', url, { body: { unlock: false } })).toEqual({ status: 204 })
    },
  )

  it('is refused otherwise', async () => {
    const message = 'Invalid password [Password is too common: choose one that is harder to guess]'
    expect(await create({ password: 'password1' })).toEqual(refused(message))
  })
})

it('Services named twice are given once, and skills named twice are refused', async () => {
  await insertCallCenter(server.db, CLIENT, 10)
  await insertService(server.db, CLIENT, { id: 100, callCenter: 10 })
  await insertSkill(server.db, CLIENT, 200, 'GOLD')
  const skills = [1, 2].map((proficiency) => ({ id: 200, proficiency }))
  expect(await create({ assignedAgentSkill: skills })).toEqual(
    refused('Invalid assignedAgentSkill [assignedAgentSkill must name each skill once]'),
  )
  const { body } = await create({ assignedService: [{ id: 100 }, { id: '100' }] })
  expect(await server.send('GET', `${agents}/${(body as { id: number }).id}`)).toMatchObject({
    body: { assignedService: [{ id: 100 }] },
  })
})

it('A sign-in is no change of the list', async () => {
  await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
  const info = await server.send('GET', `${agents}/info`)
  server.clock.now += 60_000
  await server.login('HOLDER', { agent: true })
  expect(await server.send('GET', `${agents}/info`)).toEqual(info)
})

it('An agent may list the call centers', async () => {
  await insertCallCenter(server.db, CLIENT, 10)
  await insertAgent(server.db, CLIENT, { loginId: 'HOLDER' })
  const session = await server.login('HOLDER', { agent: true })
  expect(await server.send('GET', '/configuration/callCenters?count=1&offset=0', { session })).toMatchObject({
    status: 200,
    body: { callCenter: [{ callCenterId: 10 }] },
  })
})

it('Session ids look like UUIDs, each bit of them is random, and each sign-in has its own', async () => {
  const ids = new Set<string>()
  for (let i = 0; i < 40; i++) ids.add(await server.login('manager'))
  expect(ids.size).toBe(40)
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/)
  const numbers = [...ids].map((id) => BigInt(`0x${id.replaceAll('-', '')}`))
  // By chance once in four billion runs.
  for (let bit = 0n; bit < 128n; bit++) expect(new Set(numbers.map((number) => (number >> bit) & 1n)).size).toBe(2)
})

it('Session ids of the form before stay good until they end', async () => {
  const old = 'A'.repeat(43)
  await server.db
    .updateTable('session')
    .set({ token_hash: createHash('sha256').update(old).digest('base64url') })
    .execute()
  expect(await server.send('GET', `/session/validate/${old}`, { session: null })).toEqual({ status: 204 })
})
