import * as z from 'zod/mini'
import type { AgentQuestion } from '#contract/agent-question.ts'
import { agentsSearch, askedBy } from '#src/domain/agent-filters/agents-search.ts'
import { writeSkillFilter } from '#src/domain/agent-filters/filters.ts'

/** Which agents of a skill its page shows, as its address has it. Strongest first unless it says otherwise. */
export const skillSearch = z.extend(agentsSearch, {
  /** Of this skill: `1,2`. */
  level: z.catch(z.optional(z.string().check(z.regex(/^[1-5](,[1-5])*$/))), undefined),
})
export type SkillSearch = z.output<typeof skillSearch>

const STRONGEST_FIRST = 'level'

/** The question that the page of a skill asks: of its holders, so the skill itself comes first. */
export function skillQuestion(
  skill: number,
  { level, ...search }: SkillSearch,
): { question: AgentQuestion | undefined; sort: string; problem: string | undefined } {
  const sort = search.sort ?? STRONGEST_FIRST
  const held = writeSkillFilter(String(skill), level ? level.split(',') : [])
  const { question, problem } = askedBy({ ...search, tab: 'all', sort, skill: [held, ...(search.skill ?? [])] })
  return { question, sort, problem: problem?.kind === 'text' ? problem.reason : undefined }
}
