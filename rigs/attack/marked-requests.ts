import * as z from 'zod'
import { pathOf, type Operation } from '#contract/operation.ts'

/** Ids of the demo data, by the end of a path up to the parameter. */
const KNOWN_IDS: readonly (readonly [end: RegExp, id: number])[] = [
  [/\/clients\/$/, 4199],
  [/\/services\/$/, 17798],
  [/\/skills?(-holders)?\/$/, 1022],
  [/\/changes\/$/, 1],
]

type Value = string | number | boolean

/** Values that an operation takes, so that what is injected gets past the checks of all the other members. */
const BY_NAME: Readonly<Record<string, Value>> = {
  client: 4199,
  clientId: 4199,
  callCenter: 695,
  service: 17798,
  agentSkill: 1022,
  count: 10,
  offset: 0,
  clientName: 'DEMO',
  userName: 'manager',
  password: 'demo-pass-1',
  newPassword: 'attack-pass-1',
  phone: '2025550100',
  // Words that some agents have: if a search finds nobody, no answer shows that more was asked.
  loginId: 'A',
  lastName: 'a',
  by: 'manager',
  before: 1_000_000,
  to: 9_000_000_000_000,
}

const BY_TYPE: Readonly<Record<string, Value>> = { string: 'x1', integer: 1, number: 1, boolean: true }

/** Takes exactly one of its members. */
const ONE_MEMBER = '/configuration/agents/search'

export interface DemoAgent {
  id: number
  phone: string
}

/** Whom a request is sent to, by whom, about whom. */
export interface Target {
  host: string
  session: string
  agent: DemoAgent
}

/**
 * Requests to an operation as sqlmap reads them from a file, with everything that a caller may set marked (`*`) as a place to
 * inject into; none where there is nothing to set.
 */
export function requestsTo(operation: Operation, target: Target): string[] {
  const { body, path, params, query } = operation
  const members = body ? sample(body, target.agent) : []
  if (!params && !members.length && !query) return []
  const bodies = path === ONE_MEMBER ? members.map((member) => [member]) : [members]
  return bodies.map((chosen) => toText(operation, chosen, target))
}

type Member = [name: string, marked: string]

function toText(operation: Operation, members: readonly Member[], { host, session, agent }: Target): string {
  const { method, body, query, params } = operation
  const path = decodeURIComponent(pathOf(operation, params && paramsOf(operation, session, agent)))
  const search = (query ? sample(query, agent) : []).map(([name, value]) => `${name}=${value}`).join('&')
  const head = [`${method} ${path}${search && `?${search}`} HTTP/1.1`, `Host: ${host}`, `LV-Session: ${session}`]
  if (body) head.push('Content-Type: application/json')
  return [...head, '', body ? JSON.stringify(Object.fromEntries(members)) : ''].join('\r\n')
}

/** A marked value for every member of a schema that has a simple one. */
function sample(schema: z.core.$ZodType, agent: DemoAgent): Member[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties).flatMap(([name, property]): Member[] => {
    const { type, enum: values } = typeof property === 'boolean' ? {} : property
    const simple = typeof type === 'string' ? type : 'string'
    const value = ownValue(name, simple, agent) ?? values?.[0] ?? BY_NAME[name] ?? BY_TYPE[simple]
    return value === undefined ? [] : [[name, `${String(value)}*`]]
  })
}

function ownValue(name: string, type: string, agent: DemoAgent): Value | undefined {
  if (type === 'boolean') return undefined
  if (name === 'agent') return agent.id
  return name === 'phoneNumber' ? agent.phone : undefined
}

function paramsOf({ path, params }: Operation, session: string, agent: DemoAgent): Record<string, string> {
  const valueOf = (name: string) => {
    if (name === 'sessionId') return session
    const before = path.slice(0, path.indexOf(`{${name}}`))
    return KNOWN_IDS.find(([end]) => end.test(before))?.[1] ?? agent.id
  }
  return Object.fromEntries(Object.keys(params?.shape ?? {}).map((name) => [name, `${valueOf(name)}*`]))
}
