import { afterEach, beforeEach, expect, it } from 'vitest'
import { changesIn, CONSOLE_CHANGES } from '#contract/console-changes.ts'
import type { Change, ChangeKind } from '#contract/history.ts'
import {
  insertAgent,
  insertCallCenter,
  insertService,
  insertSkill,
  insertUser,
  NEW_AGENT,
  PASSWORD,
} from '#server/testing/fixtures.ts'
import { CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

let server: TestServer
let lines: string[]
let agent: number
let user: number
let superuser: string

beforeEach(async () => {
  lines = []
  server = await startTestServer({ log: { level: 'info', stream: { write: (line) => lines.push(line) } } })
  await insertCallCenter(server.db, CLIENT, 10)
  for (const id of [100, 101]) await insertService(server.db, CLIENT, { id, callCenter: 10 })
  for (const [id, name] of [
    [200, 'GOLD'],
    [201, 'SILVER'],
  ] as const)
    await insertSkill(server.db, CLIENT, id, name)
  agent = await insertAgent(server.db, CLIENT, { loginId: 'HOLDER', services: [100], skills: { 200: 3 } })
  user = await insertUser(server.db, CLIENT, { userName: 'limited', role: 'Manager', services: [100] })
  superuser = await server.login('superuser')
})

afterEach(() => server.close())

const write = async (method: 'POST' | 'PUT' | 'DELETE', url: string, body?: object) => {
  const reply = await server.app.inject({
    method,
    url,
    headers: { 'lv-session': superuser },
    ...(body && { payload: body }),
  })
  expect([reply.statusCode, reply.body]).toEqual([expect.toBeOneOf([201, 204]), expect.anything()])
  return changesIn(String(reply.headers[CONSOLE_CHANGES.toLowerCase()] ?? ''))
}

const guess = async (userName: string, isAgent: boolean) => {
  for (let i = 0; i < 5; i++)
    await server.send('POST', '/session/login', {
      body: { clientName: `C${CLIENT}`, userName, password: 'wrong-one-1', agent: isAgent },
      session: null,
    })
}

const newUser = {
  userName: 'fresh',
  role: 'Manager',
  administersAgents: false,
  allServices: true,
  services: [],
  active: true,
  password: PASSWORD,
}

/** A request that becomes a change of each kind. */
const REQUESTS: Record<ChangeKind, () => Promise<unknown>> = {
  'agent-created': () => write('POST', '/configuration/agents', NEW_AGENT),
  'agent-updated': () => write('PUT', `/configuration/agents/${agent}`, { phone: '77' }),
  'agent-deleted': () => write('DELETE', `/configuration/agents/${agent}`),
  'agent-locked': () => guess('HOLDER', true),
  'agent-unlocked': async () => {
    await guess('HOLDER', true)
    await write('PUT', `/configuration/agents/${agent}`, { unlock: true })
  },
  'agent-password-set': () => write('PUT', `/configuration/agents/${agent}`, { password: 'brand-new-1' }),
  'agent-skill-added': () => write('PUT', `/configuration/agents/${agent}/skills/201?proficiency=1`),
  'proficiency-changed': () => write('PUT', `/configuration/agents/${agent}/skills/200?proficiency=1`),
  'agent-skill-removed': () => write('DELETE', `/configuration/agents/${agent}/skills/200`),
  'service-added': () => write('PUT', `/configuration/agents/${agent}/services/101`),
  'service-removed': () => write('DELETE', `/configuration/agents/${agent}/services/100`),
  'skill-created': () => write('POST', '/configuration/agents/skills', { name: 'NEW' }),
  'skill-updated': () => write('PUT', '/configuration/agents/skills/200', { description: 'Gold' }),
  'skill-deleted': () => write('DELETE', '/configuration/agents/skills/200'),
  'user-created': () => write('POST', '/dashboard/users', newUser),
  'user-updated': () => write('PUT', `/dashboard/users/${user}`, { active: false }),
  'user-locked': () => guess('limited', false),
  'user-unlocked': async () => {
    await guess('limited', false)
    await write('PUT', `/dashboard/users/${user}`, { unlock: true })
  },
  'user-password-set': () => write('PUT', `/dashboard/users/${user}`, { password: 'brand-new-1' }),
  'user-service-added': () => write('PUT', `/dashboard/users/${user}`, { services: [100, 101] }),
  'user-service-removed': () => write('PUT', `/dashboard/users/${user}`, { services: [] }),
}

const changesOf = async (kind: ChangeKind) => {
  const url = `/dashboard/changes?count=10&kind=${kind}`
  const { body } = await server.send('GET', url, { session: await server.login('sysadmin') })
  return (body as { change: Change[] }).change
}

const events = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>)

it.each(
  // The keys of the table are the kinds.
  Object.keys(REQUESTS) as ChangeKind[],
)('%s has its line in the log, with the change that it stands for', async (kind) => {
  await REQUESTS[kind]()
  const [change] = await changesOf(kind)
  expect(change).toBeDefined()
  const event = kind.endsWith('password-set') ? 'password-set' : kind
  const line = events().filter((each) => each['event'] === event)
  expect(line).toMatchObject([{ client: CLIENT, change: change?.id, address: '127.0.0.1', msg: event }])
})

it('a skill that is taken from many is one line, with how many they are', async () => {
  for (const loginId of ['B', 'C']) await insertAgent(server.db, CLIENT, { loginId, skills: { 200: 1 } })
  await write('DELETE', '/configuration/agents/skills/200')
  const lines = events().filter((each) => each['event'] === 'agent-skill-removed')
  expect(lines).toMatchObject([{ client: CLIENT, count: 3, by: 'superuser' }])
})

it('a write that was refused, or changed nothing, has no line', async () => {
  const service = `/configuration/agents/${agent}/services/100`
  await server.send('PUT', service)
  await server.send('DELETE', `/configuration/agents/${agent}/skills/201`)
  await server.send('PUT', `/configuration/agents/${agent}`, { body: { unlock: true } })
  expect(events().filter((each) => each['change'] !== undefined)).toEqual([])
})

it('the reply to a write names the changes that it became, oldest first, and an undo takes one by its id', async () => {
  const ids = await write('PUT', `/configuration/agents/${agent}`, { phone: '77', password: 'brand-new-1' })
  const [settings] = await changesOf('agent-updated')
  const [password] = await changesOf('agent-password-set')
  expect(ids).toEqual([settings?.id, password?.id])
  const [undoing] = await write('POST', `/dashboard/changes/${ids[0]}/undo`)
  expect((await changesOf('agent-updated'))[0]).toMatchObject({ id: undoing, undoes: ids[0] })
})

it('the reply to a write that changed nothing names none', async () => {
  expect(await write('PUT', `/configuration/agents/${agent}/services/100`)).toEqual([])
})
