import type { AgentQuestion } from '#contract/agent-question.ts'
import { askedBy, sortOf, type AgentsSearch } from '#src/domain/agent-filters/agents-search.ts'

/** The question that the page of a service asks: its agents, narrowed down by the page's own search. */
export function serviceQuestion(
  service: number,
  search: AgentsSearch,
): { question: AgentQuestion | undefined; sort: string; problem: string | undefined } {
  const ofService: AgentsSearch = { ...search, tab: 'all', service: [String(service), ...(search.service ?? [])] }
  const { question, problem } = askedBy(ofService)
  return { question, sort: sortOf(ofService), problem: problem?.kind === 'text' ? problem.reason : undefined }
}
