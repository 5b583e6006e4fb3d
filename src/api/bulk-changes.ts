import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { bulkChangeOperations, type BulkChange, type ItemOutcome, type NewBulkChange } from '#contract/bulk-changes.ts'
import { callerOf } from './call.ts'
import { historyQueries } from './history.ts'

const call = callerOf(bulkChangeOperations)

const ITEMS_PAGE = 200

/** In milliseconds: how often a bulk change that moves is looked at. */
const POLL = 1000

const isMoving = (bulk: BulkChange | undefined) =>
  bulk !== undefined && (!bulk.isPlanned || bulk.status === 'Running' || bulk.status === 'Waiting')

export const bulkChangeQueries = {
  all: () => ['bulk-changes'] as const,
  list: (show: 'running' | 'past' | undefined) =>
    infiniteQueryOptions({
      queryKey: [...bulkChangeQueries.all(), 'list', show ?? 'all'],
      queryFn: ({ pageParam, signal }) =>
        call('listBulkChanges', { query: { count: 50, ...(show && { show }), before: pageParam } }, signal),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: ({ nextBefore }) => nextBefore,
    }),
  /** Asked again and again while its plan is made, and while it waits or runs. */
  detail: (id: number) =>
    queryOptions({
      queryKey: [...bulkChangeQueries.all(), 'detail', id],
      queryFn: ({ signal }) => call('readBulkChange', { params: { id } }, signal),
      refetchInterval: ({ state }) => (isMoving(state.data) ? POLL : false),
    }),
  /** `planned` is how many items are: the levels move with each tick. */
  levels: (id: number, planned: number) =>
    queryOptions({
      queryKey: [...bulkChangeQueries.all(), 'levels', id, planned],
      queryFn: ({ signal }) => call('readBulkChangeLevels', { params: { id } }, signal),
    }),
  items: (id: number, outcome: ItemOutcome | undefined) =>
    infiniteQueryOptions({
      queryKey: [...bulkChangeQueries.all(), 'items', id, outcome ?? 'all'],
      queryFn: ({ pageParam, signal }) =>
        call(
          'listBulkChangeItems',
          { params: { id }, query: { count: ITEMS_PAGE, after: pageParam, ...(outcome && { outcome }) } },
          signal,
        ),
      initialPageParam: 0,
      getNextPageParam: ({ nextAfter }) => nextAfter,
    }),
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
  call('listBulkChangeItems', { params: { id }, query: { count: 1000, after } })

export function usePlanBulkChange() {
  return useMutation({ mutationFn: (body: NewBulkChange) => call('createBulkChange', { query: {}, body }) })
}

/** The actions on a bulk change; afterwards every query that shows it is refetched. */
export function useActOnBulkChange(id: number) {
  const queryClient = useQueryClient()
  const settled = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: bulkChangeQueries.all() }),
      queryClient.invalidateQueries({ queryKey: historyQueries.all() }),
    ])
  return {
    tick: useMutation({
      mutationFn: (body: { ticked: boolean; items?: number[]; all?: boolean }) =>
        call('tickBulkChangeItems', { params: { id }, body }),
      onSettled: settled,
    }),
    apply: useMutation({
      mutationFn: (body: { agents: number; confirmed?: number }) => call('applyBulkChange', { params: { id }, body }),
      onSettled: settled,
    }),
    stop: useMutation({ mutationFn: () => call('stopBulkChange', { params: { id } }), onSettled: settled }),
    retry: useMutation({ mutationFn: () => call('retryBulkChange', { params: { id } }), onSettled: settled }),
    undo: useMutation({ mutationFn: () => call('undoBulkChange', { params: { id } }), onSettled: settled }),
  }
}

/** Why the user may not plan, apply, stop or undo bulk changes; undefined if they may. */
export const BULK_ACCESS = bulkChangeOperations.createBulkChange.access
