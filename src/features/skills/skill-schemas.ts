import * as z from 'zod/mini'
import { newAgentSkill } from '#contract/agent-skills.ts'

/** Create Agent Skill and Update Agent Skill, of which a form has every field. */
export const skillForm = z.required(z.omit(newAgentSkill, { clientId: true }))
export type SkillValues = z.infer<typeof skillForm>
export type SkillField = keyof SkillValues

/** In the order of the form. */
export const SKILL_FIELDS = ['name', 'description'] as const satisfies SkillField[]

export const SKILL_LABELS: Record<SkillField, string> = { name: 'Name', description: 'Description' }
