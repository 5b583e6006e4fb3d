import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import { bulkChangeOperations } from '#contract/bulk-change-operations.ts'
import type {
  BulkChange,
  BulkChangeItemPage,
  ItemOutcome,
  NewBulkChange,
  ShownBulkChanges,
} from '#contract/bulk-changes.ts'
import { MAX_PAGE_SIZE } from '#contract/common.ts'
import { agentSkillQueries } from './agent-skills.ts'
import { agentQueries } from './agents.ts'
import { callerOf } from './call.ts'
import { historyQueries } from './history.ts'
import { serviceQueries } from './services.ts'

export const callBulkChanges = callerOf(bulkChangeOperations, {
  notDone: {
    createBulkChange: 'The preview wasn’t made.',
    tickBulkChangeItems: 'The choice wasn’t saved.',
    applyBulkChange: 'The bulk change wasn’t applied.',
    stopBulkChange: 'The bulk change wasn’t stopped.',
    retryBulkChange: 'The retry wasn’t prepared.',
    undoBulkChange: 'The undo wasn’t prepared.',
    endBulkChange: 'The bulk change wasn’t taken back.',
    keepBulkChange: 'The bulk change wasn’t kept.',
  },
  fields: {
    agents: 'number of agents',
    all: 'items',
    changes: 'changes',
    client: 'client',
    confirmed: 'number of agents',
    items: 'items',
    reason: 'reason',
    startAt: 'start',
    takeBackAt: 'time to take it back',
    ticked: 'items',
    timeZone: 'time zone',
    untickedOf: 'items',
    who: 'agents',
  },
})

const ITEMS_PAGE = 200

/** In milliseconds: how often a bulk change that moves is looked at. */
const POLL = 1000

/** In milliseconds: how often one that waits for its time is looked at. */
const POLL_TIMES = 5000

const isMoving = (bulk: BulkChange | undefined) =>
  bulk !== undefined && (!bulk.isPlanned || bulk.status === 'Running' || bulk.status === 'Waiting')

/** It starts or is taken back by itself. */
const isExpected = (bulk: BulkChange | undefined) => bulk?.status === 'Scheduled' || bulk?.takeBack === 'pending'

export const bulkChangeQueries = {
  all: () => ['bulk-changes'] as const,
  lists: () => [...bulkChangeQueries.all(), 'list'] as const,
  list: (show: ShownBulkChanges | undefined) =>
    infiniteQueryOptions({
      queryKey: [...bulkChangeQueries.lists(), show ?? 'all'],
      queryFn: ({ pageParam, signal }) =>
        callBulkChanges('listBulkChanges', { query: { count: 50, ...(show && { show }), before: pageParam } }, signal),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: ({ nextBefore }) => nextBefore,
    }),
  /** Those with some ids. */
  some: (ids: readonly number[]) =>
    queryOptions({
      queryKey: [...bulkChangeQueries.lists(), 'some', ids],
      queryFn: async ({ signal }) => {
        const pages = []
        for (let i = 0; i < ids.length; i += MAX_PAGE_SIZE) {
          const some = ids.slice(i, i + MAX_PAGE_SIZE)
          pages.push(
            await callBulkChanges('listBulkChanges', { query: { count: some.length, ids: some.join() } }, signal),
          )
        }
        return pages.flatMap(({ bulkChange }) => bulkChange)
      },
      placeholderData: keepPreviousData,
    }),
  details: () => [...bulkChangeQueries.all(), 'detail'] as const,
  /** Asked again and again while its plan is made, and while it waits or runs. */
  detail: (id: number) =>
    queryOptions({
      queryKey: [...bulkChangeQueries.details(), id],
      queryFn: ({ signal }) => callBulkChanges('readBulkChange', { params: { id } }, signal),
      refetchInterval: ({ state: { data } }) => (isMoving(data) ? POLL : isExpected(data) ? POLL_TIMES : false),
    }),
  /** `planned` is how many items are: the levels move with each tick. */
  levels: (id: number, planned: number) =>
    queryOptions({
      queryKey: [...bulkChangeQueries.all(), 'levels', id, planned],
      queryFn: ({ signal }) => callBulkChanges('readBulkChangeLevels', { params: { id } }, signal),
    }),
  /** The values of an agent that will be taken back: as stale as the agent. */
  temporary: (agent: number) =>
    queryOptions({
      queryKey: [...agentQueries.all(), 'temporary', agent],
      queryFn: ({ signal }) => callBulkChanges('listTemporaryValues', { params: { id: agent } }, signal),
    }),
  itemsOf: (id: number) => [...bulkChangeQueries.all(), 'items', id] as const,
  /** The pages know their version: `rereadItems` refetches those that the counts say have changed. */
  items: (id: number, outcome: ItemOutcome | undefined) =>
    infiniteQueryOptions({
      queryKey: [...bulkChangeQueries.itemsOf(id), outcome ?? 'all'],
      queryFn: ({ pageParam, signal, client }) => readItemPage(client, { id, outcome, after: pageParam, signal }),
      initialPageParam: 0,
      getNextPageParam: ({ nextAfter }) => nextAfter,
      staleTime: Infinity,
    }),
}

/** Changes with every item that becomes something else. */
export const versionOf = ({ isPlanned, items }: Pick<BulkChange, 'isPlanned' | 'items'>): string =>
  [isPlanned, ...Object.values(items)].join()

/** `asOf` is the version of the bulk change when the page was asked for, or one before. */
export type ItemPage = BulkChangeItemPage & { asOf: string | undefined }

interface ItemPageAsked {
  id: number
  outcome: ItemOutcome | undefined
  after: number
  signal?: AbortSignal
}

export async function readItemPage(queryClient: QueryClient, { id, outcome, after, signal }: ItemPageAsked) {
  const bulk = queryClient.getQueryData(bulkChangeQueries.detail(id).queryKey)
  const query = { count: ITEMS_PAGE, after, ...(outcome && { outcome }) }
  const page = await callBulkChanges('listBulkChangeItems', { params: { id }, query }, signal)
  return { ...page, asOf: bulk && versionOf(bulk) }
}

/** Reads every item of a bulk change, for a file. */
export async function readAllItems(id: number) {
  const items = []
  for (let after: number | undefined = 0; after !== undefined;) {
    const page: Awaited<ReturnType<typeof readItems>> = await readItems(id, after)
    items.push(...page.item)
    after = page.nextAfter
  }
  return items
}

const readItems = (id: number, after: number) =>
  callBulkChanges('listBulkChangeItems', { params: { id }, query: { count: 1000, after } })

export function usePlanBulkChange() {
  return useMutation({
    meta: { leavesNoChange: true },
    mutationFn: (body: NewBulkChange) => callBulkChanges('createBulkChange', { query: {}, body }),
  })
}

/** The actions on a bulk change; afterwards every query that shows it is refetched, and its items where its counts have changed. */
export function useActOnBulkChange(id: number) {
  const queryClient = useQueryClient()
  const onSettled = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: bulkChangeQueries.lists() }),
      // One that is undone says so.
      queryClient.invalidateQueries({ queryKey: bulkChangeQueries.details() }),
    ])
  // Both make a preview alone.
  const meta = { leavesNoChange: true }
  return {
    apply: useMutation({
      mutationFn: (body: { agents: number; confirmed?: number }) =>
        callBulkChanges('applyBulkChange', { params: { id }, body }),
      onSettled,
    }),
    stop: useMutation({ mutationFn: () => callBulkChanges('stopBulkChange', { params: { id } }), onSettled }),
    retry: useMutation({ meta, mutationFn: () => callBulkChanges('retryBulkChange', { params: { id } }), onSettled }),
    undo: useMutation({ meta, mutationFn: () => callBulkChanges('undoBulkChange', { params: { id } }), onSettled }),
    end: useMutation({ mutationFn: () => callBulkChanges('endBulkChange', { params: { id } }), onSettled }),
    keep: useMutation({ meta, mutationFn: () => callBulkChanges('keepBulkChange', { params: { id } }), onSettled }),
  }
}

/** Has everything read again that a bulk change can change. */
export function refreshChanged(queryClient: QueryClient): void {
  for (const { all } of [agentQueries, agentSkillQueries, serviceQueries, historyQueries])
    void queryClient.invalidateQueries({ queryKey: all() })
}
