import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query'
import type { Agent, AgentPage, AgentSearch, AgentSummary, AgentUpdate, NewAgent } from '#contract/agents.ts'
import { ApiError } from '#contract/client.ts'
import { MAX_PAGE_SIZE } from '#contract/common.ts'
import { call } from './call.ts'
import { AGENTS_PAGE_SIZE } from './early-reads.ts'
import { undoMine } from './history.ts'
import { noteListInfo } from './list-info.ts'
import { FIRST_PAGE, nextPage } from './pages.ts'

/** What the list shows: everyone, or who matches one criterion. */
export interface AgentFilter {
  by: keyof AgentSearch
  text: string
}

/** `locked` turns false when the agent is unlocked here: the row stays where it is until the list is read anew. */
export type LockedAgent = AgentSummary & { locked: boolean }

export const agentQueries = {
  all: () => ['agents'] as const,
  lists: () => ['agents', 'list'] as const,
  list: ({ by, text }: AgentFilter) =>
    infiniteQueryOptions({
      queryKey: [...agentQueries.lists(), text ? { by, text } : 'all'],
      queryFn: ({ pageParam, signal }) => {
        const query = { count: AGENTS_PAGE_SIZE, ...pageParam }
        return text
          ? call('findMatchingAgents', { query, body: { [by]: text } }, signal).catch(noMatch)
          : call('listAgents', { query }, signal)
      },
      initialPageParam: FIRST_PAGE,
      getNextPageParam: (page, _pages, start) => nextPage(page.next, start),
    }),
  /**
   * The locked agents, by login ID as the list of all is. In the largest pages there are: one of them says who is locked among
   * at least the first thousand of all agents.
   */
  locked: () =>
    infiniteQueryOptions({
      queryKey: ['agents', 'locked'],
      queryFn: async ({ pageParam, signal }) => {
        const query = { count: MAX_PAGE_SIZE, ...pageParam }
        const page = await call('listLockedAgents', { query }, signal)
        return { ...page, agent: page.agent.map((agent): LockedAgent => ({ ...agent, locked: true })) }
      },
      initialPageParam: FIRST_PAGE,
      getNextPageParam: (page, _pages, start) => nextPage(page.next, start),
    }),
  /** Whoever asks and learns that the list moved has all of it read anew. */
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

/** A platform may answer a search without a match with 404. */
function noMatch(error: unknown): AgentPage {
  if (error instanceof ApiError && error.kind === 'not-found') return { agent: [], next: null }
  throw error
}

/** Shows the agent locked or unlocked, wherever that is on screen. */
function showLocked(queryClient: QueryClient, id: number, locked: boolean) {
  queryClient.setQueryData(agentQueries.detail(id).queryKey, (agent) => agent && { ...agent, locked })
  queryClient.setQueryData(agentQueries.locked().queryKey, (data) => {
    const row = data?.pages.flatMap(({ agent }) => agent).find((agent) => agent.id === id)
    if (!data || !row || row.locked === locked) return data
    const pages = data.pages.map((page) => ({
      ...page,
      size: page.size + (locked ? 1 : -1),
      agent: page.agent.map((agent) => (agent.id === id ? { ...agent, locked } : agent)),
    }))
    return { ...data, pages }
  })
}

/** Shows in the lists what was read of one agent: the row changes in place, and the list is not read again for it. */
function showInLists(queryClient: QueryClient, id: number, { firstName, lastName, phone, active }: Agent) {
  queryClient.setQueriesData<InfiniteData<AgentPage>>({ queryKey: agentQueries.lists() }, (data) => {
    if (!data?.pages.some((page) => page.agent.some((agent) => agent.id === id))) return data
    const update = (agent: AgentSummary) => (agent.id === id ? { ...agent, firstName, lastName, phone, active } : agent)
    return { ...data, pages: data.pages.map((page) => ({ ...page, agent: page.agent.map(update) })) }
  })
}

/** What is stale is read when somebody next comes to it: a list that is being looked at does not move for this. */
const markStale = (queryClient: QueryClient, queryKey: readonly unknown[]) =>
  queryClient.invalidateQueries({ queryKey, refetchType: 'none' })

/** After a write, whether it went well or not: shows everywhere what the server now says of the agent. */
async function readBack(queryClient: QueryClient, id: number) {
  const agent = await queryClient
    .fetchQuery({ ...agentQueries.detail(id), staleTime: 0 })
    .catch((error: ApiError) => error)
  await markStale(queryClient, agentQueries.lists())
  await markStale(queryClient, agentQueries.locked().queryKey)
  if (!(agent instanceof ApiError)) {
    showLocked(queryClient, id, agent.locked)
    showInLists(queryClient, id, agent)
  } else if (agent.kind === 'not-found') await refreshLists(queryClient)
}

/** An agent has come or gone: every list of agents is another, and so is who holds which skill. */
const refreshLists = (queryClient: QueryClient) =>
  Promise.all(
    [agentQueries.lists(), agentQueries.locked().queryKey, agentQueries.info().queryKey, ['agent-skills']].map(
      (queryKey) => queryClient.invalidateQueries({ queryKey }),
    ),
  )

/** Shows the agent unlocked at once, and locked again when the server refuses. */
export function useUnlockAgent(id: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call('updateAgent', { params: { id }, body: { unlock: true } }),
    onMutate: async () => {
      // A reading that left before the write would bring back the lock.
      await queryClient.cancelQueries({ queryKey: agentQueries.detail(id).queryKey })
      await queryClient.cancelQueries({ queryKey: agentQueries.locked().queryKey })
      showLocked(queryClient, id, false)
    },
    onError: () => showLocked(queryClient, id, true),
    onSettled: () => readBack(queryClient, id),
  })
}

export function useCreateAgent() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: NewAgent) => call('createAgent', { query: {}, body }),
    onSuccess: () => refreshLists(queryClient),
  })
}

/** Sends what it is given and nothing else: people who edit different fields of one agent do not overwrite each other. */
export function useUpdateAgent(id: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: AgentUpdate) => call('updateAgent', { params: { id }, body }),
    onSettled: () => readBack(queryClient, id),
  })
}

/** Takes back this user's own last update of the agent's details; refused when anybody changed the same fields since. */
export function useUndoAgentUpdate(id: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () =>
      undoMine(
        queryClient,
        { agent: id, kind: 'agent-updated' },
        ({ undoneBy, undoes }) => undoneBy === undefined && undoes === undefined,
      ),
    onSettled: () => readBack(queryClient, id),
  })
}

/** `leave` takes the user off the agent's pages first: while those are on screen they would read anew who is gone. */
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
