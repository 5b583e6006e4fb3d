import type { QueryClient } from '@tanstack/react-query'
import { agentQueries } from '#src/api/agents.ts'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { callCenterQueries } from '#src/api/call-centers.ts'
import { historyQueries } from '#src/api/history.ts'
import { serviceQueries } from '#src/api/services.ts'
import { askedBy, type AgentsSearch } from '#src/domain/agent-filters/agents-search.ts'
import { chosenDetails } from '#src/domain/agents-table/column-choice.ts'
import { filterOf, HISTORY_PAGE_SIZE, type HistorySearch } from '#src/features/history/history-search.ts'
import { serviceQuestion } from '#src/features/services/service-question.ts'
import { skillQuestion, type SkillSearch } from '#src/features/skill-levels/skill-search.ts'

// Each starts all that a page needs at once and waits for none of it: every panel shows its own waiting and its own failure.

export function readAgentsPage(queryClient: QueryClient, search: AgentsSearch) {
  const { question } = askedBy(search)
  const details = chosenDetails(search.tab === 'locked')
  if (question) void queryClient.prefetchInfiniteQuery(agentQueries.list({ question, details }))
  void queryClient.prefetchQuery(agentQueries.info())
  void queryClient.prefetchQuery(agentQueries.count({}))
  void queryClient.prefetchQuery(agentQueries.count({ status: 'locked' }))
}

/** Everything that an agent can be given. */
export function readSkillsAndServices(queryClient: QueryClient) {
  void queryClient.prefetchQuery(agentSkillQueries.list())
  void queryClient.prefetchQuery(serviceQueries.list())
}

export function readNewAgentPage(queryClient: QueryClient, { from }: { from?: number | undefined }) {
  if (from !== undefined) void queryClient.prefetchQuery(agentQueries.detail(from))
  readSkillsAndServices(queryClient)
  void queryClient.prefetchQuery(callCenterQueries.list())
}

export function readAgentPage(queryClient: QueryClient, id: number) {
  void queryClient.prefetchQuery(agentQueries.detail(id))
  void queryClient.prefetchQuery(agentQueries.related(id))
  readSkillsAndServices(queryClient)
  void queryClient.prefetchQuery(callCenterQueries.list())
}

export function readSkillsPage(queryClient: QueryClient) {
  void queryClient.prefetchQuery(agentSkillQueries.list())
  void queryClient.prefetchQuery(agentSkillQueries.counts())
}

export function readSkillPage(queryClient: QueryClient, id: number, search: SkillSearch) {
  void queryClient.prefetchQuery(agentSkillQueries.detail(id))
  void queryClient.prefetchQuery(agentSkillQueries.counts())
  const { question } = skillQuestion(id, search)
  if (question) void queryClient.prefetchInfiniteQuery(agentQueries.list({ question }))
}

export function readServicesPage(queryClient: QueryClient) {
  void queryClient.prefetchQuery(serviceQueries.list())
  void queryClient.prefetchQuery(callCenterQueries.list())
  void queryClient.prefetchQuery(serviceQueries.counts())
}

export function readServicePage(queryClient: QueryClient, id: number, search: AgentsSearch) {
  void queryClient.prefetchQuery(serviceQueries.detail(id))
  const { question } = serviceQuestion(id, search)
  if (question) void queryClient.prefetchInfiniteQuery(agentQueries.list({ question, details: ['skills'] }))
}

export function readHistoryPage(queryClient: QueryClient, search: HistorySearch) {
  const filter = filterOf(search)
  if (filter) void queryClient.prefetchInfiniteQuery(historyQueries.deeds(filter, HISTORY_PAGE_SIZE))
}
