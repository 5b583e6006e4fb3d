import * as z from 'zod/mini'
import { proficiency } from '#contract/agents.ts'
import { atLeastOneKey, id, next, optionalText, text } from '#contract/common.ts'

const name = text(100)
const description = optionalText(1000)

/** Create Agent Skill. Its client may be named here or in the query. */
export const newAgentSkill = z.object({ clientId: z.optional(id), name, description: z.optional(description) })
export type NewAgentSkill = z.infer<typeof newAgentSkill>

/** Update Agent Skill: at least one key. `clientId` cannot be changed: it may say what already is. */
export const agentSkillUpdate = z
  .partial(z.object({ clientId: id, name, description }))
  .check(atLeastOneKey('at least one of name or description is required'))
export type AgentSkillUpdate = z.infer<typeof agentSkillUpdate>

export const agentSkillSummary = z.object({ id, name: z.string() })

export const agentSkillPage = z.object({ agentSkill: z._default(z.array(agentSkillSummary), []), next })

export const agentSkillHolder = z.object({ id, proficiency })

/** Read Agent Skill. */
export const agentSkill = z.object({
  agent: z._default(z.array(agentSkillHolder), []),
  name: z.string(),
  description: z.string(),
  clientId: z.optional(id),
})
export type AgentSkill = z.infer<typeof agentSkill>
