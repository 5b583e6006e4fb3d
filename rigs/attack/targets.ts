import { setTimeout as wait } from 'node:timers/promises'
import { allOperations, type AllOperations } from '#contract/apis.ts'
import { createCaller } from '#contract/client.ts'
import type { NewUser } from '#contract/users.ts'
import { DEMO_PASSWORD } from '#server/first-start/demo/login.ts'
import { signIn } from './callers.ts'

/** The demo data's client, and a skill, services and a call center of it. */
export const KNOWN = { client: 4199, skill: 1022, service: 17798, callCenter: 695 }

/** Objects of one operation alone, because a call may delete them, lock them or end them. */
export interface Target {
  host: string
  /** A Sysadmin's own session, and the id that names another one of theirs. */
  session: string
  otherSession: string
  caller: string
  user: number
  agent: number
  agentName: string
  skill: number
  /** A level given to the agent by the caller. */
  change: number
  /** From a page of agents. */
  next: string
  view: number
  /** A draft of the caller's, and one that is done and temporary. */
  draft: number
  done: number
}

const isBulk = (name: keyof AllOperations) => name.includes('BulkChange')

/** Makes the objects for an operation through the API. */
export async function makeTarget(server: URL, name: keyof AllOperations): Promise<Target> {
  const { client } = KNOWN
  const callerOf = (session: string) =>
    createCaller(allOperations, { baseUrl: server.origin, headers: { 'lv-session': session } })
  const newUser: Omit<NewUser, 'userName'> = {
    role: 'Sysadmin',
    administersAgents: true,
    allServices: true,
    services: [],
    active: true,
    password: DEMO_PASSWORD,
  }
  const asSysadmin = callerOf(await signIn(server))
  const caller = `caller of ${name}`
  await asSysadmin('createUser', { query: { client }, body: { ...newUser, userName: caller } })
  await signIn(server, caller)
  const session = await signIn(server, caller)
  const call = callerOf(session)
  const { id: user } = await call('createUser', {
    query: { client },
    body: { ...newUser, userName: `user of ${name}` },
  })
  const { id: skill } = await call('createAgentSkill', { query: { client }, body: { name: `Skill of ${name}` } })
  const agentName = `AGENT OF ${name.toUpperCase()}`
  const { id: agent } = await call('createAgent', {
    query: { client },
    body: {
      loginId: agentName,
      firstName: 'Attacked',
      lastName: name,
      password: DEMO_PASSWORD,
      phone: '2025550100',
      wrapUpTime: 30,
      homeAgent: true,
      active: true,
      assignedService: [{ id: KNOWN.service }],
      assignedAgentSkill: [{ id: skill, proficiency: 3 }],
    },
  })
  await call('addAgentSkill', { params: { agent, id: KNOWN.skill }, query: { proficiency: 2 } })
  const { change } = await call('listChanges', { query: { client, agent, count: 1 } })
  const { next } = await call('findAgents', { query: { client, count: 1, sort: 'loginId' } })
  const { id: view } = await call('createView', {
    query: { client },
    body: { name: `View of ${name}`, search: '', columns: ['name'], density: 'compact' },
  })
  const { session: sessions } = await call('listOwnSessions')
  const otherSession = sessions.find(({ current }) => !current)?.id
  if (!change[0] || next === undefined || otherSession === undefined) throw new Error('The server lost an object.')

  const plan = async (level: number, times: { takeBackAt?: number } = {}) => {
    const changes = [{ kind: 'set-level', agentSkill: skill, level } as const]
    const body = { who: { agents: [agent] }, changes, ...times }
    const { id } = await call('createBulkChange', { query: { client }, body })
    while (!(await call('readBulkChange', { params: { id } })).isPlanned) await wait(20)
    return id
  }
  const apply = async (id: number) => {
    await call('applyBulkChange', { params: { id }, body: {} })
    while ((await call('readBulkChange', { params: { id } })).status !== 'Done') await wait(20)
    return id
  }
  const done = isBulk(name) ? await apply(await plan(4, { takeBackAt: Date.now() + 60 * 60 * 1000 })) : 0
  const draft = isBulk(name) ? await plan(5) : 0
  const named = { caller, agentName, otherSession, session, next }
  return { host: server.host, ...named, user, agent, skill, change: change[0].id, view, draft, done }
}
