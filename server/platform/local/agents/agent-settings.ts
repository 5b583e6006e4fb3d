import type { NewAgent } from '#contract/agents.ts'
import type { AgentTable } from '#server/database/tables.ts'
import { textColumns } from '#server/objects/agent-store.ts'

/** The fields that Update Agent sets, but for password and lock. */
export type AgentSettings = Pick<NewAgent, 'firstName' | 'lastName' | 'phone' | 'wrapUpTime' | 'homeAgent' | 'active'>

type Row = Pick<AgentTable, 'first_name' | 'last_name' | 'phone' | 'wrap_up_time' | 'home_agent' | 'active'>

export const agentSettingsOf = (row: Row): AgentSettings => ({
  firstName: row.first_name,
  lastName: row.last_name,
  phone: row.phone,
  wrapUpTime: row.wrap_up_time,
  homeAgent: row.home_agent === 1,
  active: row.active === 1,
})

/** Returns the settings of a new agent, without what else it is given. */
export const settingsIn = ({ firstName, lastName, phone, wrapUpTime, homeAgent, active }: NewAgent): AgentSettings => ({
  firstName,
  lastName,
  phone,
  wrapUpTime,
  homeAgent,
  active,
})

/** Returns the texts by which an agent is found. */
export const textsOf = (row: Pick<AgentTable, 'login_id' | 'first_name' | 'last_name' | 'phone'>) => ({
  loginId: row.login_id,
  firstName: row.first_name,
  lastName: row.last_name,
  phone: row.phone,
})

export const toAgentColumns = (loginId: string, settings: AgentSettings) => ({
  ...textColumns({ loginId, ...settings }),
  wrap_up_time: settings.wrapUpTime,
  home_agent: Number(settings.homeAgent),
  active: Number(settings.active),
})

export const AGENT_SETTINGS = [
  'firstName',
  'lastName',
  'phone',
  'wrapUpTime',
  'homeAgent',
  'active',
] as const satisfies (keyof AgentSettings)[]
