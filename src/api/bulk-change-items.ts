import { useIsMutating, useMutation, useQueryClient, type InfiniteData, type QueryClient } from '@tanstack/react-query'
import type { BulkChange, BulkChangeItem, ItemOutcome } from '#contract/bulk-changes.ts'
import { bulkChangeQueries, callBulkChanges, readItemPage, type ItemPage } from './bulk-changes.ts'

type ItemPages = InfiniteData<ItemPage, number>

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
    mutationFn: (body: Ticks) => callBulkChanges('tickBulkChangeItems', { params: { id }, body }),
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
