import type { AllOperations } from '#contract/apis.ts'
import { IDEMPOTENCY_KEY } from '#contract/operation.ts'
import { DEMO_PASSWORD, demoLogin } from '#server/first-start/demo/login.ts'
import { KNOWN, type Target } from './targets.ts'

/** The parts of a request that a caller may set. */
export interface Parts {
  params?: object
  query?: object
  body?: object
  headers?: Record<string, string>
}

const { client, service, callCenter } = KNOWN

/** Texts that some objects have: if a list is empty, no reply shows that more was asked. */
const SOME = 'a'

/**
 * Requests for every operation that succeed as they are, so that an injection into one member gets past the checks of the others.
 * An operation without a row does not compile.
 */
export function requestsFor(target: Target): Record<keyof AllOperations, readonly Parts[]> {
  const { agent, skill, user, view, draft, done } = target
  const page = { client, count: 10, offset: 0, after: 'A' }
  const pageById = { ...page, after: '1' }
  const byAgent = [{ params: { id: agent } }]
  const bySkill = [{ params: { id: skill } }]
  const byService = [{ params: { id: service } }]
  const ofClient = [{ query: { client } }]
  const newAgent = {
    clientId: client,
    loginId: `NEW ${target.agentName}`,
    firstName: 'New',
    lastName: 'Agent',
    password: DEMO_PASSWORD,
    phone: '2025550100',
    wrapUpTime: 1,
    homeAgent: true,
    active: true,
    assignedService: [{ id: service }],
    assignedAgentSkill: [{ id: skill, proficiency: 1 }],
  }
  const newUser = {
    userName: `new ${target.caller}`,
    role: 'Manager',
    administersAgents: true,
    allServices: false,
    services: [service],
    active: true,
    password: DEMO_PASSWORD,
  }
  const newSkill = { clientId: client, name: `New skill ${skill}`, description: SOME }
  const settings = { name: `New view ${view}`, search: 'status=locked', columns: ['name'], density: 'compact' }
  const credentials = demoLogin(target.caller)
  const withKey = (parts: Parts): Parts => ({ ...parts, headers: { [IDEMPOTENCY_KEY]: `key-${agent}` } })
  const withTag = { headers: { 'If-None-Match': '"x"' } }
  const browser = { headers: { 'User-Agent': 'Somebody', 'X-Forwarded-Proto': 'https' } }
  const question = {
    client,
    q: SOME,
    status: 'active,inactive',
    service,
    callCenter,
    lastLogin: 'over-1',
    homeAgent: 'yes',
    sort: 'loginId',
  }
  const bySearch = { client, q: 'agent', by: 'login', skill: `${skill}:3` }
  const inAnHour = Date.now() + 60 * 60 * 1000
  const plan = (who: object, times: object = {}): Parts => ({
    query: { client },
    body: { who, changes: [{ kind: 'set-level', agentSkill: skill, level: 2 }], reason: SOME, ...times },
  })
  return {
    createAgent: [
      { query: { client }, body: newAgent },
      withKey({ query: { client }, body: { ...newAgent, loginId: `KEY ${target.agentName}` } }),
    ],
    listAgents: [{ query: page }],
    findMatchingAgents: [
      { query: { ...page, after: '' }, body: { loginId: 'A' } },
      { query: page, body: { lastName: SOME } },
      { query: page, body: { phoneNumber: '2025550100' } },
    ],
    getAgentListInfo: ofClient,
    readAgent: [{ params: { id: agent }, ...withTag }],
    updateAgent: [
      {
        params: { id: agent },
        body: {
          ...newAgent,
          loginId: target.agentName,
          assignedService: undefined,
          assignedAgentSkill: undefined,
          unlock: true,
        },
        ...withTag,
      },
    ],
    deleteAgent: byAgent,
    getAgentRelatedObjects: byAgent,
    addAgentSkill: [{ params: { agent, id: skill }, query: { proficiency: 1 } }],
    removeAgentSkill: [{ params: { agent, id: skill } }],
    addService: [{ params: { agent, id: service } }],
    removeService: [{ params: { agent, id: service } }],
    createAgentSkill: [
      { query: { client }, body: newSkill },
      withKey({ query: { client }, body: { ...newSkill, name: `Skill by key ${skill}` } }),
    ],
    listAgentSkills: [{ query: pageById }],
    getAgentSkillListInfo: ofClient,
    readAgentSkill: bySkill,
    updateAgentSkill: [{ params: { id: skill }, body: newSkill }],
    deleteAgentSkill: bySkill,
    listCallCenters: [{ query: pageById }],
    listServices: [{ query: { ...pageById, callCenter } }],
    readService: byService,
    readClientSettings: [{ params: { id: client } }],
    login: [{ body: { ...credentials, agent: false }, ...browser }],
    validateSession: [{ params: { sessionId: target.session } }],
    logout: [{ params: { sessionId: target.session } }],
    changePassword: [
      {
        body: {
          ...credentials,
          userName: target.agentName,
          agent: true,
          newPassword: 'attack-pass-1',
        },
      },
    ],
    signIn: [{ body: credentials, ...browser }],
    readCurrentSession: [{}],
    signOut: [{}],
    listClients: [{}],
    readClientOfAgent: byAgent,
    readClientOfAgentSkill: bySkill,
    readClientOfService: byService,
    listDemoAccounts: [{}],
    findAgents: [
      {
        query: {
          ...question,
          count: 10,
          after: target.next,
          with: 'skills,services,callCenters,lock',
          levelsOf: skill,
        },
      },
      { query: { ...bySearch, sort: '-level', count: 10 } },
    ],
    countAgents: [{ query: { ...question, exact: true } }, { query: bySearch }],
    listSkillLevels: ofClient,
    countServiceAgents: ofClient,
    listChangePeople: ofClient,
    noteExport: [{ query: { client }, body: { list: 'history', question: { by: 'manager' }, rows: 1 } }],
    listChanges: [
      {
        query: {
          client,
          agent,
          agentSkill: KNOWN.skill,
          by: target.caller,
          kind: 'agent-skill-added',
          from: 1,
          to: 9_000_000_000_000,
          count: 10,
          before: 1_000_000,
        },
      },
      { query: { client, service, count: 10 } },
      { query: { client, user, count: 10 } },
    ],
    undoChange: [{ params: { id: target.change } }],
    createBulkChange: [
      plan({ agents: [agent] }),
      plan({ question: { q: 'agent', status: 'active', skill: [`${skill}:4`] }, except: [1] }),
      plan({ pasted: target.agentName }),
      plan({ agents: [agent] }, { startAt: inAnHour, takeBackAt: inAnHour + 1, timeZone: 'UTC' }),
    ],
    listBulkChanges: [{ query: { client, show: 'past', count: 10, before: 1_000_000 } }],
    readBulkChange: [{ params: { id: done } }],
    readBulkChangeLevels: [{ params: { id: draft } }],
    listBulkChangeItems: [{ params: { id: done }, query: { outcome: 'applied', count: 10, after: 0 } }],
    tickBulkChangeItems: [
      { params: { id: draft }, body: { ticked: false, items: [1] } },
      { params: { id: draft }, body: { ticked: true, all: true } },
    ],
    applyBulkChange: [{ params: { id: draft }, body: { agents: 1, confirmed: 0 } }],
    stopBulkChange: [{ params: { id: done } }],
    retryBulkChange: [{ params: { id: done } }],
    undoBulkChange: [{ params: { id: done } }],
    endBulkChange: [{ params: { id: done } }],
    keepBulkChange: [{ params: { id: done } }],
    listTemporaryValues: [{ params: { id: agent } }],
    listUsers: [{ query: page }],
    createUser: [
      { query: { client }, body: newUser },
      withKey({ query: { client }, body: { ...newUser, userName: `key ${target.caller}` } }),
    ],
    updateUser: [
      { params: { id: user }, body: { ...newUser, userName: undefined, password: 'attack-pass-1', unlock: true } },
    ],
    changeOwnPassword: [{ body: { password: DEMO_PASSWORD, newPassword: 'attack-pass-1' } }],
    listOwnSessions: [{}],
    endOtherSessions: [{}],
    endOwnSession: [{ params: { id: target.otherSession } }],
    listViews: ofClient,
    createView: [{ query: { client }, body: settings }],
    updateView: [{ params: { id: view }, body: settings }],
    deleteView: [{ params: { id: view } }],
  }
}

/** Refused as they are, because nothing runs and nothing failed; but not before the object was read. */
export const REFUSED: Partial<Record<keyof AllOperations, number>> = { stopBulkChange: 409, retryBulkChange: 409 }
