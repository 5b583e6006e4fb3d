import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useIsMutating,
  useMutation,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query'
import {
  bulkChangeOperations,
  type BulkChange,
  type BulkChangeItem,
  type BulkChangeItemPage,
  type ItemOutcome,
  type NewBulkChange,
} from '#contract/bulk-changes.ts'
import { MAX_PAGE_SIZE } from '#contract/common.ts'
import { agentSkillQueries } from './agent-skills.ts'
import { agentQueries } from './agents.ts'
import { callerOf } from './call.ts'
import { historyQueries } from './history.ts'
import { serviceQueries } from './services.ts'

const call = callerOf(bulkChangeOperations, {
  notDone: {
    createBulkChange: 'The preview wasn’t made.',
    tickBulkChangeItems: 'The choice wasn’t saved.',
    applyBulkChange: 'The bulk change wasn’t applied.',
    stopBulkChange: 'The bulk change wasn’t stopped.',
    retryBulkChange: 'The retry wasn’t prepared.',
    undoBulkChange: 'The undo wasn’t prepared.',
  },
  fields: {
    agents: 'number of agents',
    all: 'items',
    changes: 'changes',
    client: 'client',
    confirmed: 'number of agents',
    items: 'items',
    reason: 'reason',
    ticked: 'items',
    untickedOf: 'items',
    who: 'agents',
  },
})

const ITEMS_PAGE = 200

/** In milliseconds: how often a bulk change that moves is looked at. */
const POLL = 1000

const isMoving = (bulk: BulkChange | undefined) =>
  bulk !== undefined && (!bulk.isPlanned || bulk.status === 'Running' || bulk.status === 'Waiting')

export const bulkChangeQueries = {
  all: () => ['bulk-changes'] as const,
  lists: () => [...bulkChangeQueries.all(), 'list'] as const,
  list: (show: 'running' | 'past' | undefined) =>
    infiniteQueryOptions({
      queryKey: [...bulkChangeQueries.lists(), show ?? 'all'],
      queryFn: ({ pageParam, signal }) =>
        call('listBulkChanges', { query: { count: 50, ...(show && { show }), before: pageParam } }, signal),
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
          pages.push(await call('listBulkChanges', { query: { count: some.length, ids: some.join() } }, signal))
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
      queryFn: ({ signal }) => call('readBulkChange', { params: { id } }, signal),
      refetchInterval: ({ state }) => (isMoving(state.data) ? POLL : false),
    }),
  /** `planned` is how many items are: the levels move with each tick. */
  levels: (id: number, planned: number) =>
    queryOptions({
      queryKey: [...bulkChangeQueries.all(), 'levels', id, planned],
      queryFn: ({ signal }) => call('readBulkChangeLevels', { params: { id } }, signal),
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
type ItemPages = InfiniteData<ItemPage, number>

interface ItemPageAsked {
  id: number
  outcome: ItemOutcome | undefined
  after: number
  signal?: AbortSignal
}

async function readItemPage(queryClient: QueryClient, { id, outcome, after, signal }: ItemPageAsked) {
  const bulk = queryClient.getQueryData(bulkChangeQueries.detail(id).queryKey)
  const query = { count: ITEMS_PAGE, after, ...(outcome && { outcome }) }
  const page = await call('listBulkChangeItems', { params: { id }, query }, signal)
  return { ...page, asOf: bulk && versionOf(bulk) }
}

/**
 * Reads one page of items again. Those behind it go where they no longer follow: items came or went. They are read when somebody
 * gets there.
 */
export async function rereadItems(
  queryClient: QueryClient,
  { id, outcome, page }: { id: number; outcome: ItemOutcome | undefined; page: number },
): Promise<void> {
  const { queryKey } = bulkChangeQueries.items(id, outcome)
  const after = queryClient.getQueryData<ItemPages>(queryKey)?.pageParams[page]
  if (after === undefined) return
  const read = await readItemPage(queryClient, { id, outcome, after })
  // A tick made meanwhile is newer than the reply.
  if (queryClient.isMutating({ mutationKey: ticking(id) })) return
  queryClient.setQueryData<ItemPages>(queryKey, (now) =>
    now?.pageParams[page] === after ? withPage(now, page, read) : now,
  )
}

function withPage({ pages, pageParams }: ItemPages, at: number, page: ItemPage): ItemPages {
  const isSameEnd = pages[at]?.nextAfter === page.nextAfter
  const end = isSameEnd ? undefined : at + 1
  return {
    pages: pages.with(at, page).slice(0, end),
    pageParams: pageParams.slice(0, end),
  }
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
  return useMutation({
    meta: { leavesNoChange: true },
    mutationFn: (body: NewBulkChange) => call('createBulkChange', { query: {}, body }),
  })
}

const ticking = (id: number) => ['tick-bulk-change', id]

/** Whether ticks are on their way: until they are there, how many agents change is not known. */
export const useIsTicking = (id: number): boolean => useIsMutating({ mutationKey: ticking(id) }) > 0

export interface Ticks {
  ticked: boolean
  items?: number[]
  all?: boolean
}

/** Takes items out of a draft, or back in. They show at once; the counts of agents and the levels are read when all have arrived. */
export function useTickItems(id: number) {
  const queryClient = useQueryClient()
  const { queryKey: detail } = bulkChangeQueries.detail(id)
  return useMutation({
    mutationKey: ticking(id),
    meta: { leavesNoChange: true },
    // One after the other, in the order of the clicks.
    scope: { id: `tick ${id}` },
    mutationFn: (body: Ticks) => call('tickBulkChangeItems', { params: { id }, body }),
    onMutate: async (ticks) => {
      await Promise.all([
        queryClient.cancelQueries({ queryKey: detail }),
        queryClient.cancelQueries({ queryKey: bulkChangeQueries.itemsOf(id) }),
      ])
      const items = showTicks(queryClient, id, ticks)
      queryClient.setQueryData(detail, (bulk) => bulk && { ...bulk, items: countTicks(bulk, ticks, items) })
    },
    onSettled: async (_data, error) => {
      if (queryClient.isMutating({ mutationKey: ticking(id) }) > 1) return
      if (error) await queryClient.resetQueries({ queryKey: bulkChangeQueries.itemsOf(id) })
      await queryClient.invalidateQueries({ queryKey: detail })
    },
  })
}

/** Returns how many items were changed. */
function showTicks(queryClient: QueryClient, id: number, { ticked, items, all }: Ticks): number {
  const from: ItemOutcome = ticked ? 'unticked' : 'planned'
  const to: ItemOutcome = ticked ? 'planned' : 'unticked'
  const changed = new Set<number>()
  const tick = (item: BulkChangeItem): BulkChangeItem => {
    if (item.outcome !== from || !(all || items?.includes(item.item))) return item
    changed.add(item.item)
    return { ...item, outcome: to }
  }
  queryClient.setQueriesData<ItemPages>(
    { queryKey: bulkChangeQueries.itemsOf(id) },
    (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, item: page.item.map(tick) })) },
  )
  return changed.size
}

function countTicks({ items }: BulkChange, { ticked, all }: Ticks, changed: number): BulkChange['items'] {
  const { planned, unticked } = items
  const moved = all ? (ticked ? unticked : planned) : changed
  return { ...items, planned: planned + (ticked ? moved : -moved), unticked: unticked + (ticked ? -moved : moved) }
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
      mutationFn: (body: { agents: number; confirmed?: number }) => call('applyBulkChange', { params: { id }, body }),
      onSettled,
    }),
    stop: useMutation({ mutationFn: () => call('stopBulkChange', { params: { id } }), onSettled }),
    retry: useMutation({ meta, mutationFn: () => call('retryBulkChange', { params: { id } }), onSettled }),
    undo: useMutation({ meta, mutationFn: () => call('undoBulkChange', { params: { id } }), onSettled }),
  }
}

/** Has everything read again that a bulk change can change. */
export function refreshChanged(queryClient: QueryClient): void {
  for (const { all } of [agentQueries, agentSkillQueries, serviceQueries, historyQueries])
    void queryClient.invalidateQueries({ queryKey: all() })
}
