import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query'
import type { ListInfo } from '#contract/common.ts'
import { historyQueries } from './history.ts'

/** How the view that is open keeps fresh: asked every so many milliseconds while it can be seen, and when it is seen again. */
export const FRESHNESS = { refetchInterval: 15_000, refetchOnWindowFocus: 'always', retry: false } as const

/** Compares a list's info with the known one, and refetches everything that came from the list when it moved. */
export function noteListInfo(client: QueryClient, queryKey: QueryKey, info: ListInfo, list: QueryKey): ListInfo {
  const before = client.getQueryData<ListInfo>(queryKey)
  if (!before || before.lastModified === info.lastModified) return info
  // A refetch now would show the state before a write that is on its way; the next poll will see that the list moved.
  if (client.isMutating()) return { ...info, lastModified: before.lastModified }
  void client.invalidateQueries({ queryKey: list, predicate: (query) => query.queryHash !== hashKey(queryKey) })
  // Every change that moves a list is in the history, too.
  void client.invalidateQueries({ queryKey: historyQueries.all() })
  return info
}
