import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { AgentUpdate } from '#contract/agents.ts'
import type { AllOperations } from '#contract/apis.ts'
import type { Change, ChangeKind } from '#contract/history.ts'
import type { UserUpdate } from '#contract/users.ts'
import { insertAgent, insertCallCenter, insertService, insertSkill, insertUser } from '#server/testing/fixtures.ts'
import { CLIENT, startTestServer, type SendOptions, type TestServer } from '#server/testing/server.ts'

// Tests the reach of an administrator who is limited to some services: every caller × every target × every road. A road is an
// operation that writes, or one field of it. A road without a row does not compile.

vi.mock(import('@node-rs/argon2'), async (importOriginal) =>
  (await import('#server/testing/cheap-argon2.ts')).cheaper(importOriginal),
)

type Writing = {
  [Name in keyof AllOperations]: AllOperations[Name] extends { method: 'GET' } | { reads: true } ? never : Name
}[keyof AllOperations]
type Road =
  | Exclude<Writing, 'updateUser' | 'updateAgent' | 'undoChange'>
  | `updateUser ${keyof UserUpdate}`
  | `updateAgent ${keyof AgentUpdate}`
  | `undoChange ${ChangeKind}`

/** Services. A limited administrator has the first two. */
const [OWN, ALSO_OWN, FOREIGN] = [100, 101, 102]

/** Users, by the services that they may give and take. */
const USERS = {
  'is limited to nothing': [],
  'is limited to a part of it': [OWN],
  'is limited to the same': [OWN, ALSO_OWN],
  'is limited to something else besides': [OWN, FOREIGN],
  'may give and take all': undefined,
} as const
/** Agents, by the services that they have. */
const AGENTS = { 'has none': [], 'has a part of it': [OWN], 'has something else besides': [OWN, FOREIGN] } as const

type UserTarget = keyof typeof USERS
type AgentTarget = keyof typeof AGENTS

const isWithin = (services: readonly number[] | undefined) => services?.every((id) => id !== FOREIGN) ?? false

interface OfUsers {
  to: 'user'
  /** The reply to callers who ask it for themselves. */
  self: number
  request: (id: number) => Request
  /** Set if it gives services that a limited caller does not have. */
  gives?: 'foreign'
}
interface OfAgents {
  to: 'agent'
  request: (id: number) => Request
  /** The services that it gives or takes. */
  touches: 'nothing' | 'own' | 'foreign' | 'all of the agent’s'
}
interface Undone {
  to: 'undo'
  /** The change that is undone, which somebody without limits makes. */
  made: (id: number) => Request
  touches: 'nothing' | 'own' | 'foreign'
}
/** Creates its target with the target's services. */
interface OfNew {
  to: 'new user' | 'new agent'
}
/**
 * `nobody`: it changes no other user and no agent. `never`: such a change cannot be undone. `by roads`: it changes only by roads
 * that have rows here (server/bulk-changes/refusals.test.ts).
 */
type Row = OfUsers | OfAgents | Undone | OfNew | 'nobody' | 'never' | 'by roads'

interface Request {
  method: 'POST' | 'PUT' | 'DELETE'
  url: string
  body?: object
}

const toUser = (body: object, self: number, gives?: 'foreign'): OfUsers => ({
  to: 'user',
  self,
  request: (id) => ({ method: 'PUT', url: `/dashboard/users/${id}`, body }),
  ...(gives && { gives }),
})
const agentRequest =
  (method: Request['method'], path = '', body?: object) =>
  (id: number): Request => ({ method, url: `/configuration/agents/${id}${path}`, ...(body && { body }) })
const toAgent = (...[method, path, body]: Parameters<typeof agentRequest>): OfAgents => ({
  to: 'agent',
  request: agentRequest(method, path, body),
  touches: 'nothing',
})
const undone = (touches: Undone['touches'], ...made: Parameters<typeof agentRequest>): Undone => ({
  to: 'undo',
  touches,
  made: agentRequest(...made),
})

const SKILL = 200

const ROADS: Record<Road, Row> = {
  'updateUser role': toUser({ role: 'IT User' }, 409),
  'updateUser administersAgents': toUser({ administersAgents: true }, 204),
  'updateUser allServices': toUser({ allServices: true }, 403, 'foreign'),
  'updateUser services': toUser({ allServices: false, services: [ALSO_OWN] }, 409),
  'updateUser active': toUser({ active: false }, 409),
  'updateUser password': toUser({ password: 'set-by-another-1' }, 409),
  'updateUser unlock': toUser({ unlock: true }, 204),
  'updateUser endSessions': toUser({ endSessions: true }, 409),
  createUser: { to: 'new user' },

  // They cannot be changed.
  'updateAgent loginId': 'nobody',
  'updateAgent clientId': 'nobody',
  'updateAgent firstName': toAgent('PUT', '', { firstName: 'New' }),
  'updateAgent lastName': toAgent('PUT', '', { lastName: 'New' }),
  'updateAgent password': toAgent('PUT', '', { password: 'set-by-another-1' }),
  'updateAgent phone': toAgent('PUT', '', { phone: '1' }),
  'updateAgent wrapUpTime': toAgent('PUT', '', { wrapUpTime: 7 }),
  'updateAgent homeAgent': toAgent('PUT', '', { homeAgent: false }),
  'updateAgent active': toAgent('PUT', '', { active: false }),
  'updateAgent unlock': toAgent('PUT', '', { unlock: true }),
  addAgentSkill: toAgent('PUT', `/skills/${SKILL}?proficiency=2`),
  removeAgentSkill: toAgent('DELETE', `/skills/${SKILL}`),
  addService: { ...toAgent('PUT', `/services/${FOREIGN}`), touches: 'foreign' },
  removeService: { ...toAgent('DELETE', `/services/${FOREIGN}`), touches: 'foreign' },
  deleteAgent: { ...toAgent('DELETE'), touches: 'all of the agent’s' },
  createAgent: { to: 'new agent' },

  'undoChange agent-updated': undone('nothing', 'PUT', '', { phone: '77' }),
  'undoChange agent-skill-added': undone('nothing', 'PUT', `/skills/${SKILL + 1}?proficiency=2`),
  'undoChange proficiency-changed': undone('nothing', 'PUT', `/skills/${SKILL}?proficiency=5`),
  'undoChange agent-skill-removed': undone('nothing', 'DELETE', `/skills/${SKILL}`),
  'undoChange service-added': undone('foreign', 'PUT', `/services/${FOREIGN + 1}`),
  'undoChange service-removed': undone('own', 'DELETE', `/services/${OWN}`),
  'undoChange skill-updated': 'nobody',
  'undoChange agent-created': 'never',
  'undoChange agent-deleted': 'never',
  'undoChange agent-locked': 'never',
  'undoChange agent-unlocked': 'never',
  'undoChange agent-password-set': 'never',
  'undoChange skill-created': 'never',
  'undoChange skill-deleted': 'never',
  'undoChange user-created': 'never',
  'undoChange user-updated': 'never',
  'undoChange user-locked': 'never',
  'undoChange user-unlocked': 'never',
  'undoChange user-password-set': 'never',
  'undoChange user-service-added': 'never',
  'undoChange user-service-removed': 'never',

  createBulkChange: 'nobody',
  tickBulkChangeItems: 'nobody',
  applyBulkChange: 'by roads',
  stopBulkChange: 'nobody',
  retryBulkChange: 'nobody',
  undoBulkChange: 'nobody',
  endBulkChange: 'nobody',
  keepBulkChange: 'nobody',

  createAgentSkill: 'nobody',
  updateAgentSkill: 'nobody',
  deleteAgentSkill: 'nobody',
  login: 'nobody',
  logout: 'nobody',
  changePassword: 'nobody',
  signIn: 'nobody',
  signOut: 'nobody',
  changeOwnPassword: 'nobody',
  endOwnSession: 'nobody',
  endOtherSessions: 'nobody',
  createView: 'nobody',
  noteExport: 'nobody',
  updateView: 'nobody',
  deleteView: 'nobody',
}

const CALLERS = {
  sysadmin: { users: true, limited: false },
  superuser: { users: true, limited: false },
  'limited-sysadmin': { users: true, limited: true },
  'limited-superuser': { users: true, limited: true },
  'limited-manager': { users: false, limited: true },
} as const
type Caller = keyof typeof CALLERS

let server: TestServer
const sessions = new Map<Caller, string>()
const ids = new Map<Caller, number>()
let serial = 0

beforeAll(async () => {
  server = await startTestServer()
  await insertCallCenter(server.db, CLIENT, 10)
  for (const id of [OWN, ALSO_OWN, FOREIGN, FOREIGN + 1]) await insertService(server.db, CLIENT, { id, callCenter: 10 })
  for (const id of [SKILL, SKILL + 1]) await insertSkill(server.db, CLIENT, id, `SKILL ${id}`)
  const services = [OWN, ALSO_OWN]
  for (const [userName, role] of [
    ['limited-sysadmin', 'Sysadmin'],
    ['limited-superuser', 'Superuser'],
    ['limited-manager', 'Manager'],
  ] as const)
    await insertUser(server.db, CLIENT, { userName, role, services, powers: ['Administer Agents'] })
  const callers = await server.db.selectFrom('user_account').select(['id', 'user_name']).orderBy('id', 'desc').execute()
  for (const caller of callersOf(() => true)) {
    sessions.set(caller, await server.login(caller))
    ids.set(caller, callers.find(({ user_name }) => user_name === caller)?.id ?? 0)
  }
})

afterAll(() => server.close())

function callersOf(fits: (caller: (typeof CALLERS)[Caller]) => boolean): Caller[] {
  // The keys of the object above.
  return (Object.keys(CALLERS) as Caller[]).filter((caller) => fits(CALLERS[caller]))
}

const sendAs = (caller: Caller, { method, url, body }: Request) =>
  server.send(method, url, { session: sessions.get(caller) ?? null, body } satisfies SendOptions)

const makeUser = (target: UserTarget) => {
  const services = USERS[target]
  return insertUser(server.db, CLIENT, {
    userName: `target-${(serial += 1)}`,
    role: 'Manager',
    ...(services && { services }),
  })
}

const makeAgent = (target: AgentTarget) =>
  insertAgent(server.db, CLIENT, {
    loginId: `TARGET-${(serial += 1)}`,
    services: AGENTS[target],
    skills: { [SKILL]: 3 },
  })

// The reply for an assignment that is not there, after the permission was checked.
const NOT_THERE = 404

// Written above as the keys of these objects.
const userTargets = Object.keys(USERS) as UserTarget[]
const agentTargets = Object.keys(AGENTS) as AgentTarget[]
const roads = Object.entries(ROADS) as [Road, Row][]

describe.each(callersOf(({ users }) => users))('%s', (caller) => {
  const { limited } = CALLERS[caller]
  const ofUsers = roads.flatMap(([road, row]) => (typeof row === 'object' && row.to === 'user' ? [{ road, row }] : []))

  it.each(ofUsers)(
    'by $road reaches a user if, and only if, all that these may is their own',
    async ({ road, row }) => {
      for (const target of userTargets) {
        const { status } = await sendAs(caller, row.request(await makeUser(target)))
        const isRefused = limited && (!isWithin(USERS[target]) || row.gives === 'foreign')
        expect([road, target, status]).toEqual([road, target, isRefused ? 403 : 204])
      }
    },
  )

  it.each(ofUsers)('by $road does nothing to themselves that they must not', async ({ road, row }) => {
    const { status } = await sendAs(caller, row.request(ids.get(caller) ?? 0))
    // It changes nothing for a caller who may give and take all.
    const expected = row.gives === 'foreign' && !limited ? 204 : row.self
    expect([road, status]).toEqual([road, expected])
  })

  it('makes no user who may give and take more than they', async () => {
    for (const target of userTargets) {
      const services = USERS[target]
      const body = {
        userName: `made-${(serial += 1)}`,
        role: 'Superuser',
        administersAgents: false,
        allServices: services === undefined,
        services: services ?? [],
        active: true,
        password: 'brand-new-1',
      }
      const { status } = await sendAs(caller, { method: 'POST', url: '/dashboard/users', body })
      expect([target, status]).toEqual([target, limited && !isWithin(services) ? 403 : 201])
    }
  })
})

describe.each(callersOf(() => true))('%s', (caller) => {
  const { limited } = CALLERS[caller]
  const ofAgents = roads.flatMap(([road, row]) =>
    typeof row === 'object' && row.to === 'agent' ? [{ road, row }] : [],
  )
  const ofUndo = roads.flatMap(([road, row]) => (typeof row === 'object' && row.to === 'undo' ? [{ road, row }] : []))

  it.each(ofAgents)('by $road gives and takes none of an agent’s services but their own', async ({ row }) => {
    for (const target of agentTargets) {
      const { status } = await sendAs(caller, row.request(await makeAgent(target)))
      const isRefused =
        limited && (row.touches === 'foreign' || (row.touches === 'all of the agent’s' && !isWithin(AGENTS[target])))
      expect({ target, status }).toEqual({ target, status: expect.toBeOneOf(isRefused ? [403] : [204, NOT_THERE]) })
    }
  })

  it.each(ofUndo)('by $road gives and takes none of an agent’s services but their own', async ({ road, row }) => {
    const id = await makeAgent('has something else besides')
    expect((await sendAs('superuser', row.made(id))).status).toBe(204)
    const { body } = await server.send('GET', `/dashboard/changes?count=1&agent=${id}`, {
      session: sessions.get('superuser') ?? null,
    })
    const [change] = (body as { change: Change[] }).change
    expect(`undoChange ${change?.kind}`).toBe(road)
    const { status } = await sendAs(caller, { method: 'POST', url: `/dashboard/changes/${change?.id}/undo` })
    expect([road, status]).toEqual([road, limited && row.touches === 'foreign' ? 403 : 204])
  })

  it('makes no agent with services that are not their own', async () => {
    for (const target of agentTargets) {
      const body = {
        loginId: `made-${(serial += 1)}`,
        firstName: 'A',
        lastName: 'B',
        password: 'brand-new-1',
        phone: '1',
        wrapUpTime: 0,
        homeAgent: true,
        active: true,
        assignedService: AGENTS[target].map((id) => ({ id })),
      }
      const { status } = await sendAs(caller, { method: 'POST', url: '/configuration/agents', body })
      expect([target, status]).toEqual([target, limited && !isWithin(AGENTS[target]) ? 403 : 201])
    }
  })
})
