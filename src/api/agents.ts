import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query'
import type { AgentDetail, AgentQuestion, AgentRow, AgentRowPage } from '#contract/agent-question.ts'
import type { AgentUpdate, NewAgent } from '#contract/agents.ts'
import { ApiError } from '#contract/client.ts'
import { call, callWithChanges } from './call.ts'
import { agentsPage } from './early-reads.ts'
import { undoChange } from './history.ts'
import { noteListInfo } from './list-info.ts'
import { joinPages } from './pages.ts'

/** A list of agents: its question, and the details of its rows. */
interface AgentListing {
  question: AgentQuestion
  details?: readonly AgentDetail[]
  /** A skill whose level each row names. */
  levelsOf?: number
}

type Pages = InfiniteData<AgentRowPage>

/** The rows of all pages that were read. */
export const joinAgentPages = ({ pages }: Pages) => joinPages(pages, (page) => page.agent)

export const agentQueries = {
  all: () => ['agents'] as const,
  lists: () => ['agents', 'list'] as const,
  list: ({ question, details = [], levelsOf }: AgentListing) =>
    infiniteQueryOptions({
      queryKey: [...agentQueries.lists(), question, details, levelsOf],
      queryFn: ({ pageParam, signal }) =>
        call('findAgents', { query: agentsPage(question, { details, levelsOf }, pageParam) }, signal),
      initialPageParam: '',
      getNextPageParam: (page) => page.next,
    }),
  counts: () => ['agents', 'count'] as const,
  /** How many match: to ten thousand, unless every one is asked for. */
  count: (question: AgentQuestion, { exact = false } = {}) =>
    queryOptions({
      queryKey: [...agentQueries.counts(), withoutOrder(question), exact],
      queryFn: ({ signal }) =>
        call('countAgents', { query: { ...withoutOrder(question), ...(exact && { exact }) } }, signal),
    }),
  /** Refetches every agent query when the list's `lastModified` has moved. */
  info: () =>
    queryOptions({
      queryKey: ['agents', 'info'],
      queryFn: async ({ client, queryKey, signal }) =>
        noteListInfo(client, queryKey, await call('getAgentListInfo', { query: {} }, signal), agentQueries.all()),
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

const withoutOrder = ({ sort: _sort, ...question }: AgentQuestion): AgentQuestion => question

/** Changes one agent's fields in the lists: the row stays in its place, and no list is refetched. */
function showInLists(queryClient: QueryClient, id: number, change: Partial<AgentRow>) {
  queryClient.setQueriesData<Pages>({ queryKey: agentQueries.lists() }, (data) => {
    if (!data?.pages.some((page) => page.agent.some((agent) => agent.id === id))) return data
    const update = (agent: AgentRow) => (agent.id === id ? { ...agent, ...change } : agent)
    return { ...data, pages: data.pages.map((page) => ({ ...page, agent: page.agent.map(update) })) }
  })
}

/**
 * Shows an agent's level at a skill in every list, and takes an agent who no longer holds it from the lists of its holders.
 * Returns a function that puts the lists back.
 */
export function showLevelInLists(queryClient: QueryClient, agent: number, skill: number, level: number | undefined) {
  const before = queryClient.getQueriesData<Pages>({ queryKey: agentQueries.lists() })
  for (const [queryKey, data] of before) {
    // The key of `list`.
    const { skill: filters = [] } = queryKey[2] as AgentQuestion
    const isOfHolders = filters.some((filter) => Number(filter.split(':')[0]) === skill)
    if (!data?.pages.some((page) => page.agent.some(({ id }) => id === agent))) continue
    const update = (row: AgentRow): AgentRow[] => {
      if (row.id !== agent) return [row]
      if (level === undefined && isOfHolders) return []
      const others = row.levels.filter(({ id }) => id !== skill)
      return [{ ...row, levels: level === undefined ? others : [...others, { id: skill, proficiency: level }] }]
    }
    const pages = data.pages.map((page) => ({ ...page, agent: page.agent.flatMap(update) }))
    queryClient.setQueryData(queryKey, { ...data, pages })
  }
  return () => before.forEach(([queryKey, data]) => queryClient.setQueryData(queryKey, data))
}

/** Takes an agent from every list of a service's agents. Returns a function that puts the lists back. */
export function hideInListsOf(queryClient: QueryClient, agent: number, service: number) {
  const before = queryClient.getQueriesData<Pages>({ queryKey: agentQueries.lists() })
  for (const [queryKey, data] of before) {
    // The key of `list`.
    const { service: filters = [] } = queryKey[2] as AgentQuestion
    if (!data || !filters.includes(String(service))) continue
    const pages = data.pages.map((page) => ({ ...page, agent: page.agent.filter(({ id }) => id !== agent) }))
    queryClient.setQueryData(queryKey, { ...data, pages })
  }
  return () => before.forEach(([queryKey, data]) => queryClient.setQueryData(queryKey, data))
}

/** Shows the agent locked or unlocked, wherever that is on screen. */
function showLocked(queryClient: QueryClient, id: number, locked: boolean) {
  queryClient.setQueryData(agentQueries.detail(id).queryKey, (agent) => agent && { ...agent, locked })
  showInLists(queryClient, id, { locked })
}

/** Stale lists are refetched when somebody next opens them: a list on screen does not move for this. */
const markStale = (queryClient: QueryClient, queryKey: readonly unknown[]) =>
  queryClient.invalidateQueries({ queryKey, refetchType: 'none' })

/** After a write, good or bad: shows the agent everywhere as the server now has it. */
async function readBack(queryClient: QueryClient, id: number) {
  const agent = await queryClient
    .fetchQuery({ ...agentQueries.detail(id), staleTime: 0 })
    .catch((error: ApiError) => error)
  await markStale(queryClient, agentQueries.lists())
  await queryClient.invalidateQueries({ queryKey: agentQueries.counts() })
  if (!(agent instanceof ApiError)) {
    const { firstName, lastName, phone, active, locked, homeAgent } = agent
    showInLists(queryClient, id, { firstName, lastName, phone, active, locked, homeAgent })
  } else if (agent.kind === 'not-found') await refreshLists(queryClient)
}

/** An agent has come or gone: every list of agents is another, and so is who holds which skill. */
const refreshLists = (queryClient: QueryClient) =>
  Promise.all(
    [
      agentQueries.lists(),
      agentQueries.counts(),
      agentQueries.info().queryKey,
      ['agent-skills'],
      ['services', 'counts'],
    ].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
  )

/** Shows the agent unlocked at once, and locked again when the server refuses. */
export function useUnlockAgent(id: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call('updateAgent', { params: { id }, body: { unlock: true } }),
    onMutate: async () => {
      // A reading that left before the write would bring back the lock.
      await queryClient.cancelQueries({ queryKey: agentQueries.detail(id).queryKey })
      await queryClient.cancelQueries({ queryKey: agentQueries.lists() })
      showLocked(queryClient, id, false)
    },
    onError: () => showLocked(queryClient, id, true),
    onSettled: () => readBack(queryClient, id),
  })
}

/** Unlocks several agents, one after another. Resolves with the reasons of those that were refused. */
export function useUnlockAgents() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (ids: readonly number[]) => {
      const failed: string[] = []
      for (const id of ids)
        await call('updateAgent', { params: { id }, body: { unlock: true } }).then(
          () => showLocked(queryClient, id, false),
          (error: Error) => failed.push(error.message),
        )
      return { failed }
    },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: agentQueries.details() }),
        queryClient.invalidateQueries({ queryKey: agentQueries.counts() }),
        markStale(queryClient, agentQueries.lists()),
      ]),
  })
}

export function useCreateAgent() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: NewAgent) => call('createAgent', { query: {}, body }),
    onSuccess: () => refreshLists(queryClient),
  })
}

/** Sends only the given fields: people who edit different fields of one agent do not overwrite each other. */
export function useUpdateAgent(id: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: AgentUpdate) => {
      const shown = queryClient.getQueryData(agentQueries.detail(id).queryKey)
      const { changes } = await callWithChanges('updateAgent', { params: { id }, body })
      return { change: changes[0], shown }
    },
    onSettled: () => readBack(queryClient, id),
  })
}

/**
 * Takes back an update of the agent's details, by the id of its change; refused when anybody changed the same fields since.
 * Resolves with the agent, read back.
 */
export function useUndoAgentUpdate(id: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (change: number) => {
      await undoChange(change)
      return call('readAgent', { params: { id } })
    },
    onSettled: () => readBack(queryClient, id),
  })
}

/** `leave` takes the user off the agent's pages first: while those are on screen they would read again who is gone. */
export function useDeleteAgent(id: number, leave: () => Promise<void>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call('deleteAgent', { params: { id } }),
    onSuccess: async () => {
      await leave()
      queryClient.removeQueries({ queryKey: agentQueries.detail(id).queryKey })
      queryClient.removeQueries({ queryKey: agentQueries.related(id).queryKey })
      await refreshLists(queryClient)
    },
    onError: () => readBack(queryClient, id),
  })
}
