import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { agentQueries } from './agents.ts'
import { call } from './call.ts'

/** How many of each criterion: more than that is a search for the agents page. */
const MOST = 6

/** The agents whose login ID or last name holds the text: Find Matching Agents takes one criterion, so it is asked twice. */
export const findAgents = (text: string) =>
  queryOptions({
    queryKey: [...agentQueries.all(), 'find', text],
    queryFn: async ({ signal }) => {
      const find = (by: 'loginId' | 'lastName') =>
        call('findMatchingAgents', { query: { count: MOST, offset: 0 }, body: { [by]: text } }, signal)
      const [byLoginId, byLastName] = await Promise.all([find('loginId'), find('lastName')])
      const found = new Map([...byLoginId.agent, ...byLastName.agent].map((agent) => [agent.id, agent]))
      return [...found.values()]
    },
    placeholderData: keepPreviousData,
  })
