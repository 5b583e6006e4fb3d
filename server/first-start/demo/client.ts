import type { DemoAgent } from '#server/first-start/demo/agents.ts'
import type { DemoBulkChange } from '#server/first-start/demo/bulk-changes.ts'
import type { UserAccountTable } from '#server/database/tables.ts'

/** A client of the demo data, without its made-up agents. */
export interface DemoClient {
  id: number
  code: string
  displayName: string
  users: readonly DemoUser[]
  callCenters: readonly DemoCallCenter[]
  skills: readonly DemoSkill[]
  namedAgents: readonly NamedAgent[]
  /** The id of the first agent that is made up. */
  firstAgentId: number
  /** Drawn apart, so that the agents above stay the same. */
  namedInScripts?: readonly NamedAgent[]
  /** The past bulk changes of agents without another past, as of `now` (milliseconds). */
  bulkChanges?: (agents: readonly DemoAgent[], now: number) => readonly DemoBulkChange[]
  /** No made-up agent has this in the last name, in any case. */
  keptOutOfLastNames?: string
}

export interface DemoUser {
  userName: string
  role: UserAccountTable['role']
  administersAgents: boolean
  /** May give and take only the services of this call center. */
  callCenter?: number
}

export interface DemoCallCenter {
  id: number
  name: string
  /** Its agents have not signed in for some days. */
  isOnHoliday?: true
  services: readonly DemoService[]
}

export interface DemoService {
  id: number
  name: string
  acdFeatureCode: number
  callDirection: 'Inbound' | 'Outbound' | 'Blended'
}

export interface DemoSkill {
  id: number
  name: string
  description: string
  /** How many of the agents hold it, 0 to 1. */
  share: number
  /** Nobody active holds it at level 1. */
  hasNobodyFirst?: true
}

export interface AssignedSkill {
  id: number
  proficiency: number
}

/** An agent whom the specification's examples, or people, know by id or login ID. The other fields are made up. */
export interface NamedAgent {
  id: number
  loginId: string
  firstName: string
  lastName: string
  locked?: boolean
  phone?: string
  wrapUpTime?: number
  homeAgent?: boolean
  passwordLastModified?: number
  lastLogin?: number
  lastLoginIp?: string
  services?: readonly number[]
  skills?: readonly AssignedSkill[]
}
