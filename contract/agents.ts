import * as z from 'zod/mini'
import { COMMON_PASSWORDS } from '#contract/common-passwords.ts'
import {
  atLeastOneKey,
  dateTime,
  flag,
  id,
  integer,
  next,
  searchText,
  secret,
  signInName,
  text,
} from '#contract/common.ts'
import { storedLoginId } from '#contract/stored-text.ts'

/** No limit to the wrap-up: the agent stays in it until they select a term code. */
export const UNLIMITED_WRAP_UP = -1

export const MIN_PROFICIENCY = 1
export const MAX_PROFICIENCY = 5

/** From the strongest, which receives calls first, to the faintest. */
export const LEVELS: readonly number[] = Array.from(
  { length: MAX_PROFICIENCY - MIN_PROFICIENCY + 1 },
  (_, index) => MIN_PROFICIENCY + index,
)

/** How good an agent is at a skill. **1 is the strongest**: level 1 receives calls first, 5 last. */
export const proficiency = integer(
  z.gte(MIN_PROFICIENCY, `must be from ${MIN_PROFICIENCY} to ${MAX_PROFICIENCY}`),
  z.lte(MAX_PROFICIENCY, `must be from ${MIN_PROFICIENCY} to ${MAX_PROFICIENCY}`),
)

const sufficient = [
  z.minLength(8, 'Password must be at least 8 characters long'),
  z.regex(/\d/, 'Password must contain at least 1 digit'),
]

/** The rules of the specification that a password can be held to without knowing the agent's earlier ones. */
export const anyPassword = secret().check(...sufficient)

/** The same, without the passwords that are guessed first. */
export const password = secret().check(
  ...sufficient,
  z.refine((value) => !COMMON_PASSWORDS.has(value), 'Password is too common: choose one that is harder to guess'),
)

// Upper case may be longer: ß becomes SS.
const loginId = text(100).check(
  z.refine((value) => storedLoginId(value).length <= 100 || Array.from(storedLoginId(value)).length <= 100, {
    error: 'must be at most 100 characters in upper case',
  }),
)
const name = text(100)
const phone = text(40).check(z.regex(/\d/, 'must contain a digit'))

/** Seconds, or `UNLIMITED_WRAP_UP`. */
export const wrapUpTime = integer(
  z.gte(UNLIMITED_WRAP_UP, `must be ${UNLIMITED_WRAP_UP} (unlimited) or more`),
  z.lte(2 ** 31 - 1, 'is too large'),
)

export const assignedService = z.object({ id })
export const assignedAgentSkill = z.object({ id, proficiency })
export type AssignedAgentSkill = z.infer<typeof assignedAgentSkill>

const notTooMany = z.maxLength(1000, 'has too many entries')

const settings = {
  firstName: name,
  lastName: name,
  password,
  phone,
  wrapUpTime,
  homeAgent: flag(),
  active: flag(),
}

/** Create Agent. */
export const newAgent = z.object({
  clientId: z.optional(id),
  loginId,
  ...settings,
  assignedService: z.optional(z.array(assignedService).check(notTooMany)),
  assignedAgentSkill: z.optional(
    z.array(assignedAgentSkill).check(
      notTooMany,
      z.refine(
        (skills) => new Set(skills.map((skill) => skill.id)).size === skills.length,
        'must name each skill once',
      ),
    ),
  ),
})
export type NewAgent = z.infer<typeof newAgent>

/**
 * Update Agent: at least one key; `unlock: true` unlocks, `false` changes nothing, and neither does the current password. Services
 * and skills have methods of their own. `loginId` and `clientId` cannot be changed: they may say what already is.
 */
export const agentUpdate = z
  .partial(
    z.object({
      loginId: signInName(300),
      clientId: id,
      ...settings,
      unlock: flag(),
    }),
  )
  .check(atLeastOneKey('at least one field to update is required'))
export type AgentUpdate = z.infer<typeof agentUpdate>

// Longer than a login ID may be: there may be older ones.
const criterion = searchText(300)

/** Find Matching Agents takes exactly one of these; a blank one counts as not given. */
export const agentSearch = z
  .partial(z.object({ loginId: criterion, lastName: criterion, phoneNumber: criterion }))
  .check(
    z.refine(
      (search) => Object.values(search).filter(Boolean).length === 1,
      'exactly one of phone, loginId or lastName is required',
    ),
  )
export type AgentSearch = z.infer<typeof agentSearch>

/** An agent as the lists show it. `lastLogin` and `lastLoginIp` are absent if they never signed in. */
export const agentSummary = z.object({
  id,
  loginId: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  phone: z.string(),
  active: z.boolean(),
  lastLogin: z.nullish(dateTime),
  lastLoginIp: z.nullish(z.string()),
})
export type AgentSummary = z.infer<typeof agentSummary>

/** A platform may leave `agent` out of a page without matches. */
export const agentPage = z.object({ agent: z._default(z.array(agentSummary), []), next })

/** Read Agent. */
export const agent = z.object({
  assignedService: z._default(z.array(assignedService), []),
  assignedAgentSkill: z._default(z.array(assignedAgentSkill), []),
  loginId: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  phone: z.string(),
  wrapUpTime: z.int(),
  homeAgent: z.boolean(),
  active: z.boolean(),
  locked: z.boolean(),
  passwordLastModified: z.nullish(dateTime),
  lastLogin: z.nullish(dateTime),
  lastLoginIp: z.nullish(z.string()),
})
export type Agent = z.infer<typeof agent>

export const relatedCallCenter = z.object({ id })

/** Get Agent Related Objects. */
export const relatedObjects = z.object({
  callCenter: z._default(z.array(relatedCallCenter), []),
  service: z._default(z.array(assignedService), []),
})
