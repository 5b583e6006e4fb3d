import type { NewAgent } from '#contract/agents.ts'
import { digitsOf } from '#server/platform/local/agents/phones.ts'
import type { AgentTable } from '#server/database/tables.ts'

/** What of an agent Update Agent sets, but for password and lock. */
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

export const toAgentColumns = (settings: AgentSettings) => ({
  first_name: settings.firstName,
  last_name: settings.lastName,
  last_name_upper: settings.lastName.toUpperCase(),
  phone: settings.phone,
  phone_digits: digitsOf(settings.phone),
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
