import * as z from 'zod/mini'
import { newAgent, UNLIMITED_WRAP_UP, type Agent } from '#contract/agents.ts'
import { choiceOf, wrapUpChoice } from '#src/domain/wrap-up/wrap-up-choice.ts'

/** The editable fields of an agent, in the order of the form. */
export const SETTINGS = ['firstName', 'lastName', 'phone', 'wrapUpTime', 'homeAgent', 'active'] as const
export type Setting = (typeof SETTINGS)[number]

export const SETTING_LABELS: Record<Setting, string> = {
  firstName: 'First name',
  lastName: 'Last name',
  phone: 'Phone',
  wrapUpTime: 'Wrap-up time',
  homeAgent: 'Home agent',
  active: 'Active',
}

const settings = {
  ...z.pick(newAgent, { firstName: true, lastName: true, phone: true, homeAgent: true, active: true }).shape,
}

export const settingsForm = z.object({ ...settings, wrapUpTime: wrapUpChoice })
type SettingsInput = z.input<typeof settingsForm>
type Settings = z.output<typeof settingsForm>

/** The login IDs that the vendor's portal lets people make. The API takes others, and others exist: only a new one is held to this. */
const newLoginId = z.pipe(
  z.string().check(z.trim(), z.maxLength(20, 'must be at most 20 characters')),
  newAgent.shape.loginId.check(z.regex(/^[\w.]*$/, 'may have only letters (A to Z), digits, “_” and “.”')),
)

/** Create Agent, for the client whose agents are on screen. */
export const newAgentForm = z.required(
  z.extend(z.omit(newAgent, { clientId: true }), { loginId: newLoginId, wrapUpTime: wrapUpChoice }),
  { assignedService: true, assignedAgentSkill: true },
)
export type NewAgentInput = z.input<typeof newAgentForm>
export type NewAgentOutput = z.output<typeof newAgentForm>

/** Returns an empty form, or a copy of an agent without their own data: two agents on one phone are a mistake. */
export const newAgentDefaults = (copied?: Agent): NewAgentInput => ({
  loginId: '',
  firstName: '',
  lastName: '',
  password: '',
  phone: '',
  wrapUpTime: choiceOf(copied?.wrapUpTime ?? UNLIMITED_WRAP_UP),
  homeAgent: copied?.homeAgent ?? false,
  active: copied?.active ?? true,
  assignedService: copied?.assignedService ?? [],
  assignedAgentSkill: copied?.assignedAgentSkill ?? [],
})

export const settingsInputOf = (agent: Settings): SettingsInput => ({
  firstName: agent.firstName,
  lastName: agent.lastName,
  phone: agent.phone,
  wrapUpTime: choiceOf(agent.wrapUpTime),
  homeAgent: agent.homeAgent,
  active: agent.active,
})
