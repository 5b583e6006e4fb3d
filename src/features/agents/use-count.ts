import { useQuery } from '@tanstack/react-query'
import type { AgentQuestion } from '#contract/agent-question.ts'
import { agentQueries } from '#src/api/agents.ts'
import { askedBy, isNarrowed, type AgentsSearch } from '#src/domain/agent-filters/agents-search.ts'
import { formatCount } from '#src/lib/format.ts'

const NOBODY = { agents: 0, more: false }

/** How many agents a search finds, and in words; undefined while that is not known. */
export function useCount(search: AgentsSearch) {
  const { question } = askedBy(search)
  const ofTab: AgentQuestion = search.tab === 'locked' ? { status: 'locked' } : {}
  const all = useQuery(agentQueries.count(ofTab)).data
  const narrowed = isNarrowed(search)
  const counted = useQuery({
    ...agentQueries.count(question ?? ofTab),
    enabled: narrowed && question !== undefined,
  }).data
  const found = !narrowed ? all : question ? counted : NOBODY
  return {
    total: found && !found.more ? found.agents : undefined,
    foundWords: found && countWords(found),
    allWords: all && countWords(all),
    narrowed,
  }
}

/** `431`, `10,000+` */
export const countWords = ({ agents, more }: { agents: number; more: boolean }): string =>
  formatCount(agents) + (more ? '+' : '')
