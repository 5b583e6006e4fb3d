import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { AgentPage, AgentSearch } from '#contract/agents.ts'
import { ApiError } from '#contract/client.ts'
import { call } from './call.ts'
import { offsetOf } from './pages.ts'

/** What the list shows: everyone, or who matches one criterion. */
export interface AgentFilter {
  by: keyof AgentSearch
  text: string
}

const PAGE_SIZE = 100

export const agentQueries = {
  lists: () => ['agents', 'list'] as const,
  list: ({ by, text }: AgentFilter) =>
    infiniteQueryOptions({
      queryKey: [...agentQueries.lists(), text ? { by, text } : 'all'],
      queryFn: ({ pageParam, signal }) => {
        const query = { count: PAGE_SIZE, offset: pageParam }
        return text
          ? call('findMatchingAgents', { query, body: { [by]: text } }, signal).catch(noMatch)
          : call('listAgents', { query }, signal)
      },
      initialPageParam: 0,
      getNextPageParam: (page, _pages, offset) => offsetOf(page.next, offset),
    }),
  info: () =>
    queryOptions({
      queryKey: ['agents', 'info'],
      queryFn: ({ signal }) => call('getAgentListInfo', { query: {} }, signal),
    }),
  details: () => ['agents', 'detail'] as const,
  detail: (id: number) =>
    queryOptions({
      queryKey: [...agentQueries.details(), id],
      queryFn: ({ signal }) => call('readAgent', { params: { id } }, signal),
    }),
  related: (id: number) =>
    queryOptions({
      queryKey: ['agents', 'related', id],
      queryFn: ({ signal }) => call('getAgentRelatedObjects', { params: { id } }, signal),
    }),
}

/** A platform may answer a search without a match with 404. */
function noMatch(error: unknown): AgentPage {
  if (error instanceof ApiError && error.kind === 'not-found') return { agent: [], next: null }
  throw error
}

/** Shows the agent unlocked at once, and locked again when the server refuses. */
export function useUnlockAgent(id: number) {
  const queryClient = useQueryClient()
  const { queryKey } = agentQueries.detail(id)
  const show = (locked: boolean) => queryClient.setQueryData(queryKey, (agent) => agent && { ...agent, locked })
  return useMutation({
    mutationFn: () => call('updateAgent', { params: { id }, body: { unlock: true } }),
    onMutate: async () => {
      await queryClient.cancelQueries({ queryKey })
      show(false)
    },
    onError: () => show(true),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  })
}
