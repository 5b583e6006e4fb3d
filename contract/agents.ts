import * as z from 'zod'
import { COMMON_PASSWORDS } from '#contract/common-passwords.ts'
import { dateTime, flag, id, integer, next, optionalText, secret, text } from '#contract/common.ts'
import { ONE_CRITERION } from '#contract/errors.ts'

/** No limit to the wrap-up: the agent stays in it until they select a term code. */
export const UNLIMITED_WRAP_UP = -1

export const MIN_PROFICIENCY = 1
export const MAX_PROFICIENCY = 5

/** How good an agent is at a skill. **1 is the strongest**: level 1 receives calls first, 5 last. */
export const proficiency = integer()
  .min(MIN_PROFICIENCY, `must be from ${MIN_PROFICIENCY} to ${MAX_PROFICIENCY}`)
  .max(MAX_PROFICIENCY, `must be from ${MIN_PROFICIENCY} to ${MAX_PROFICIENCY}`)

/** The rules of Create Agent and Update Agent that a password can be held to without knowing the agent's earlier ones. */
export const password = secret()
  .min(8, 'Password must be at least 8 characters long')
  .regex(/\d/, 'Password must contain at least 1 digit')
  .refine((value) => !COMMON_PASSWORDS.has(value), 'Password is one of the commonest and easily guessed')

const loginId = text(100)
const name = text(100)
const phone = text(40).refine((value) => /\d/.test(value), 'must contain a digit')

/** Seconds, or `UNLIMITED_WRAP_UP`. */
const wrapUpTime = integer()
  .min(UNLIMITED_WRAP_UP, `must be ${UNLIMITED_WRAP_UP} (unlimited) or more`)
  .max(2 ** 31 - 1, 'is too large')

export const assignedService = z.object({ id })
export const assignedAgentSkill = z.object({ id, proficiency })
export type AssignedAgentSkill = z.infer<typeof assignedAgentSkill>

const MAX_ASSIGNMENTS = 1000

/** Create Agent. */
export const newAgent = z.object({
  clientId: id.optional(),
  loginId,
  firstName: name,
  lastName: name,
  password,
  phone,
  wrapUpTime,
  homeAgent: flag(),
  active: flag(),
  assignedService: z.array(assignedService).max(MAX_ASSIGNMENTS, 'has too many entries').optional(),
  assignedAgentSkill: z
    .array(assignedAgentSkill)
    .max(MAX_ASSIGNMENTS, 'has too many entries')
    .refine((skills) => new Set(skills.map((skill) => skill.id)).size === skills.length, 'must name each skill once')
    .optional(),
})
export type NewAgent = z.infer<typeof newAgent>

/** Update Agent: at least one key; `unlock: true` unlocks, `false` changes nothing. Services and skills have methods of their own. */
export const agentUpdate = z
  .object({
    firstName: name,
    lastName: name,
    password,
    phone,
    wrapUpTime,
    homeAgent: flag(),
    active: flag(),
    unlock: flag(),
  })
  .partial()
  .refine(
    (update) => Object.values(update).some((value) => value !== undefined),
    'Invalid input [at least one field to update is required]',
  )
export type AgentUpdate = z.infer<typeof agentUpdate>

const criterion = optionalText(100)

/** Find Matching Agents takes exactly one of these; a blank one counts as not given. */
export const agentSearch = z
  .object({ loginId: criterion, lastName: criterion, phoneNumber: criterion })
  .partial()
  .refine((search) => Object.values(search).filter(Boolean).length === 1, ONE_CRITERION)
export type AgentSearch = z.infer<typeof agentSearch>

/** An agent as the lists show it. `lastLogin` and `lastLoginIp` are absent for who never signed in. */
export const agentSummary = z.object({
  id,
  loginId: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  phone: z.string(),
  active: z.boolean(),
  lastLogin: dateTime.nullish(),
  lastLoginIp: z.string().nullish(),
})
export type AgentSummary = z.infer<typeof agentSummary>

/** A platform may leave `agent` out of a page without matches. */
export const agentPage = z.object({ agent: z.array(agentSummary).default([]), next })
export type AgentPage = z.infer<typeof agentPage>

/** Read Agent. */
export const agent = z.object({
  assignedService: z.array(assignedService).default([]),
  assignedAgentSkill: z.array(assignedAgentSkill).default([]),
  loginId: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  phone: z.string(),
  wrapUpTime: z.int(),
  homeAgent: z.boolean(),
  active: z.boolean(),
  locked: z.boolean(),
  passwordLastModified: dateTime.nullish(),
  lastLogin: dateTime.nullish(),
  lastLoginIp: z.string().nullish(),
})
export type Agent = z.infer<typeof agent>

export const relatedObjects = z.object({
  callCenter: z.array(z.object({ id })).default([]),
  service: z.array(z.object({ id })).default([]),
})
export type RelatedObjects = z.infer<typeof relatedObjects>
