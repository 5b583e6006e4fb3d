import * as z from 'zod'
import { proficiency } from '#contract/agents.ts'
import { id, next, optionalText, text } from '#contract/common.ts'

const name = text(100)
const description = optionalText(1000)

/** Create Agent Skill. */
export const newAgentSkill = z.object({ name, description: description.optional() })
export type NewAgentSkill = z.infer<typeof newAgentSkill>

/** Update Agent Skill: at least one key. */
export const agentSkillUpdate = z
  .object({ name, description })
  .partial()
  .refine(
    (update) => Object.values(update).some((value) => value !== undefined),
    'Invalid input [at least one of name or description is required]',
  )
export type AgentSkillUpdate = z.infer<typeof agentSkillUpdate>

export const agentSkillSummary = z.object({ id, name: z.string() })
export type AgentSkillSummary = z.infer<typeof agentSkillSummary>

export const agentSkillPage = z.object({ agentSkill: z.array(agentSkillSummary).default([]), next })
export type AgentSkillPage = z.infer<typeof agentSkillPage>

/** Read Agent Skill. */
export const agentSkill = z.object({
  agent: z.array(z.object({ id, proficiency })).default([]),
  name: z.string(),
  description: z.string(),
  clientId: id.optional(),
})
export type AgentSkill = z.infer<typeof agentSkill>
