import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allOperations, type AllOperations } from '#contract/apis.ts'
import { pathOf, type Operation } from '#contract/operation.ts'
import {
  insertAgent,
  insertBulkChange,
  insertCallCenter,
  insertService,
  insertSkill,
  insertUser,
  NEW_AGENT,
  PASSWORD,
} from '#server/testing/fixtures.ts'
import { CLIENT, OTHER_CLIENT, startTestServer, type TestServer } from '#server/testing/server.ts'

// The rights of each caller, cell by cell, as the specification's second paragraph and its "User Roles" lines say. It is written out
// here, and not read from the contract, so that a slip there shows; an operation without a row does not compile.

/**
 * A list names its client in the query; an object belongs to one; the caller's own session and account are of no other client,
 * and an operation that needs no session is the same for everybody.
 */
type Kind = 'list' | 'object' | 'own'
type Rule = readonly [
  'anybody' | 'signed-in' | 'users' | 'administrators' | 'administrators, once found' | 'user administrators',
  Kind,
]
type Name = keyof AllOperations

const RULES: Record<Name, Rule> = {
  listAgents: ['signed-in', 'list'],
  findMatchingAgents: ['signed-in', 'list'],
  readAgent: ['signed-in', 'object'],
  getAgentRelatedObjects: ['signed-in', 'object'],
  getAgentListInfo: ['users', 'list'],
  getAgentSkillListInfo: ['users', 'list'],
  listAgentSkills: ['users', 'list'],
  readAgentSkill: ['users', 'object'],
  listCallCenters: ['signed-in', 'list'],
  listServices: ['users', 'list'],
  readService: ['users', 'object'],
  readClientSettings: ['users', 'object'],
  createAgent: ['administrators', 'list'],
  updateAgent: ['administrators', 'object'],
  deleteAgent: ['administrators', 'object'],
  addAgentSkill: ['administrators', 'object'],
  removeAgentSkill: ['administrators', 'object'],
  addService: ['administrators', 'object'],
  removeService: ['administrators', 'object'],
  createAgentSkill: ['administrators', 'list'],
  updateAgentSkill: ['administrators', 'object'],
  deleteAgentSkill: ['administrators', 'object'],
  login: ['anybody', 'own'],
  validateSession: ['anybody', 'own'],
  logout: ['anybody', 'own'],
  changePassword: ['anybody', 'own'],

  signIn: ['anybody', 'own'],
  readCurrentSession: ['users', 'own'],
  signOut: ['anybody', 'own'],
  listClients: ['users', 'own'],
  readClientOfAgent: ['users', 'object'],
  readClientOfAgentSkill: ['users', 'object'],
  readClientOfService: ['users', 'object'],
  listDemoAccounts: ['anybody', 'own'],
  findAgents: ['users', 'list'],
  countAgents: ['users', 'list'],
  listSkillLevels: ['users', 'list'],
  countServiceAgents: ['users', 'list'],
  listChanges: ['users', 'list'],
  listChangePeople: ['users', 'list'],
  noteExport: ['users', 'list'],
  // Found first, then taken back by the inverse operation as the caller: here, a level.
  undoChange: ['administrators, once found', 'object'],

  listViews: ['users', 'list'],
  createView: ['users', 'list'],
  updateView: ['users', 'own'],
  deleteView: ['users', 'own'],

  createBulkChange: ['administrators', 'list'],
  listBulkChanges: ['users', 'list'],
  readBulkChange: ['users', 'object'],
  readBulkChangeLevels: ['users', 'object'],
  listBulkChangeItems: ['users', 'object'],
  tickBulkChangeItems: ['administrators', 'object'],
  applyBulkChange: ['administrators', 'object'],
  stopBulkChange: ['administrators', 'object'],
  retryBulkChange: ['administrators', 'object'],
  undoBulkChange: ['administrators', 'object'],
  endBulkChange: ['administrators', 'object'],
  keepBulkChange: ['administrators', 'object'],
  listTemporaryValues: ['users', 'object'],

  listUsers: ['user administrators', 'list'],
  createUser: ['user administrators', 'list'],
  updateUser: ['user administrators', 'object'],

  changeOwnPassword: ['users', 'own'],
  listOwnSessions: ['users', 'own'],
  endOwnSession: ['users', 'own'],
  endOtherSessions: ['users', 'own'],
}

// These are called in a way that they refuse to callers who may call them: the caller has to stay signed in, and nothing runs here.
const REFUSED: Partial<Record<Name, number>> = {
  changeOwnPassword: 400,
  endOwnSession: 404,
  updateView: 404,
  deleteView: 404,
  validateSession: 404,
  logout: 404,
  changePassword: 400,
  stopBulkChange: 409,
}

const CALLERS = ['anonymous', 'expired', 'agent', 'teamlead', 'manager', 'ituser', 'superuser', 'sysadmin'] as const
type Caller = (typeof CALLERS)[number]

const ALLOWED: Record<Rule[0], readonly Caller[]> = {
  anybody: CALLERS,
  'signed-in': ['agent', 'teamlead', 'manager', 'ituser', 'superuser', 'sysadmin'],
  users: ['teamlead', 'manager', 'ituser', 'superuser', 'sysadmin'],
  administrators: ['manager', 'ituser', 'superuser', 'sysadmin'],
  'administrators, once found': ['manager', 'ituser', 'superuser', 'sysadmin'],
  'user administrators': ['superuser', 'sysadmin'],
}

function expectedStatus(name: Name, caller: Caller, own: boolean): number {
  const [who, kind] = RULES[name]
  const operation: Operation = allOperations[name]
  if (who !== 'anybody' && (caller === 'anonymous' || caller === 'expired')) return 401
  if (who === 'administrators, once found' && caller === 'teamlead' && !own) return 404
  if (!ALLOWED[who].includes(caller)) return 403
  if (kind === 'own' || own || caller === 'sysadmin') return REFUSED[name] ?? operation.status
  return kind === 'list' ? 403 : 404
}

let server: TestServer
const sessions = new Map<Caller, string | null>()
let managerElsewhere: string

beforeAll(async () => {
  server = await startTestServer()
  await insertAgent(server.db, CLIENT, { loginId: 'CALLER' })
  sessions.set('anonymous', null).set('expired', await server.login('manager'))
  server.clock.now += 3 * 60 * 60 * 1000
  sessions.set('agent', await server.login('CALLER', { agent: true }))
  for (const user of ['teamlead', 'manager', 'ituser', 'superuser', 'sysadmin'] as const)
    sessions.set(user, await server.login(user))
  managerElsewhere = await server.login('manager', { client: OTHER_CLIENT })
})

afterAll(() => server.close())

/** The objects of a cell, made for it alone: a call may delete them. */
interface Objects {
  client: number
  agent: number
  skill: number
  service: number
  user: number
  change: number
  /** A draft of the caller's, and one that is done. */
  draft: number
  done: number
}

let serial = 1000
let views = 0

async function makeObjects(client: number, caller: Caller): Promise<Objects> {
  const n = (serial += 10)
  await insertCallCenter(server.db, client, n)
  for (const id of [n, n + 1]) await insertService(server.db, client, { id, callCenter: n })
  for (const id of [n, n + 1]) await insertSkill(server.db, client, id, `SKILL ${id}`)
  const agent = await insertAgent(server.db, client, { loginId: `A${n}`, services: [n], skills: { [n]: 3 } })
  const user = await insertUser(server.db, client, { userName: `user ${n}`, role: 'Manager' })
  const session = client === CLIENT ? sessions.get('manager') : managerElsewhere
  await server.send('PUT', `/configuration/agents/${agent}/skills/${n}?proficiency=4`, { session: session ?? null })
  const { id: change } = await server.db
    .selectFrom('change')
    .select('id')
    .where('agent_id', '=', agent)
    .executeTakeFirstOrThrow()
  const author = await server.db
    .selectFrom('user_account')
    .select('id')
    .where('client_id', '=', CLIENT)
    .where('user_name', '=', caller)
    .executeTakeFirst()
  const make = (status: 'Draft' | 'Done', ...outcomes: ('planned' | 'failed' | 'applied')[]) =>
    insertBulkChange(server.db, client, {
      author: author?.id ?? user,
      status,
      agent,
      skill: n,
      outcomes,
      takeBack: 'pending',
    })
  return {
    client,
    agent,
    skill: n,
    service: n,
    user,
    change,
    draft: await make('Draft', 'planned'),
    done: await make('Done', 'failed', 'applied'),
  }
}

/** A valid request for an operation on these objects. */
function requestFor(name: Name, { client, agent, skill, service, user, change, draft, done }: Objects) {
  const page = { client, count: 1, offset: 0 }
  const credentials = { clientName: `C${CLIENT}`, userName: 'ituser', password: PASSWORD }
  const newUser = {
    userName: `new ${serial}`,
    role: 'Manager',
    administersAgents: false,
    allServices: true,
    services: [],
    active: true,
    password: PASSWORD,
  }
  const view = { name: 'View', search: '', columns: ['name'], density: 'compact' }
  const requests: Record<Name, { params?: object; query?: object; body?: object }> = {
    listAgents: { query: page },
    findMatchingAgents: { query: page, body: { lastName: 'x' } },
    readAgent: { params: { id: agent } },
    getAgentRelatedObjects: { params: { id: agent } },
    getAgentListInfo: { query: { client } },
    getAgentSkillListInfo: { query: { client } },
    listAgentSkills: { query: page },
    readAgentSkill: { params: { id: skill } },
    listCallCenters: { query: page },
    listServices: { query: page },
    readService: { params: { id: service } },
    readClientSettings: { params: { id: client } },
    readClientOfAgent: { params: { id: agent } },
    readClientOfAgentSkill: { params: { id: skill } },
    readClientOfService: { params: { id: service } },
    createAgent: { body: { ...NEW_AGENT, loginId: `N${serial}`, clientId: client } },
    updateAgent: { params: { id: agent }, body: { phone: '2' } },
    deleteAgent: { params: { id: agent } },
    addAgentSkill: { params: { agent, id: skill + 1 }, query: { proficiency: 1 } },
    removeAgentSkill: { params: { agent, id: skill } },
    addService: { params: { agent, id: service + 1 } },
    removeService: { params: { agent, id: service } },
    createAgentSkill: { query: { client }, body: { name: `NEW ${serial}` } },
    updateAgentSkill: { params: { id: skill }, body: { description: 'new' } },
    deleteAgentSkill: { params: { id: skill } },
    listUsers: { query: page },
    createUser: { query: { client }, body: newUser },
    updateUser: { params: { id: user }, body: { administersAgents: true } },
    changeOwnPassword: { body: { password: PASSWORD, newPassword: 'short-1' } },
    listOwnSessions: {},
    endOwnSession: { params: { id: 'nobody-s' } },
    endOtherSessions: {},
    login: { body: credentials },
    validateSession: { params: { sessionId: 'nobody-s' } },
    logout: { params: { sessionId: 'nobody-s' } },
    changePassword: { body: { ...credentials, newPassword: 'short-1' } },
    signIn: { body: credentials },
    readCurrentSession: {},
    signOut: {},
    listClients: {},
    listDemoAccounts: {},
    findAgents: { query: { client, count: 1 } },
    countAgents: { query: { client } },
    listViews: { query: { client } },
    createView: { query: { client }, body: { ...view, name: `View ${serial} ${views++}` } },
    updateView: { params: { id: 1_000_000 }, body: view },
    deleteView: { params: { id: 1_000_000 } },
    listSkillLevels: { query: { client } },
    countServiceAgents: { query: { client } },
    listChanges: { query: { client, count: 1 } },
    listChangePeople: { query: { client } },
    noteExport: { query: { client }, body: { list: 'history', question: {}, rows: 1 } },
    undoChange: { params: { id: change } },
    createBulkChange: { query: { client }, body: { who: { agents: [agent] }, changes: [{ kind: 'unlock' }] } },
    listBulkChanges: { query: { client, count: 1 } },
    readBulkChange: { params: { id: done } },
    readBulkChangeLevels: { params: { id: draft } },
    listBulkChangeItems: { params: { id: done }, query: { count: 1 } },
    tickBulkChangeItems: { params: { id: draft }, body: { ticked: false, items: [1] } },
    applyBulkChange: { params: { id: draft }, body: {} },
    stopBulkChange: { params: { id: done } },
    retryBulkChange: { params: { id: done } },
    undoBulkChange: { params: { id: done } },
    endBulkChange: { params: { id: done } },
    keepBulkChange: { params: { id: done } },
    listTemporaryValues: { params: { id: agent } },
  }
  const { params, query = {}, body } = requests[name]
  const entries = Object.entries(query).map(([key, value]) => [key, String(value)])
  return { url: `${pathOf(allOperations[name], { ...params })}?${new URLSearchParams(entries).toString()}`, body }
}

// The keys of the table are its names.
const names = Object.keys(RULES) as Name[]

describe.each(names)('%s', (name) => {
  describe.each([
    ['their own client', CLIENT],
    ['another client', OTHER_CLIENT],
  ])('in %s', (_, client) => {
    it.each(CALLERS)('by %s', async (caller) => {
      const { url, body } = requestFor(name, await makeObjects(client, caller))
      const { method } = allOperations[name]
      const answer = await server.send(method, url, { body, session: sessions.get(caller) ?? null })
      expect(answer.status).toBe(expectedStatus(name, caller, client === CLIENT))
    })
  })
})
