import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { agentQueries } from './agents.ts'
import { call } from './call.ts'

/** As many as one looks through: more than that is a search for the agents page. */
const MOST = 6

/** The first agents who match in anything, and whether there are more. */
export const findAgents = (q: string) =>
  queryOptions({
    queryKey: [...agentQueries.all(), 'find', q],
    queryFn: async ({ signal }) => {
      const { agent, next } = await call('findAgents', { query: { q, count: MOST } }, signal)
      return { agents: agent, hasMore: next !== undefined }
    },
    placeholderData: keepPreviousData,
  })
