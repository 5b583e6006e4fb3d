import { infiniteQueryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { ApiError } from '#contract/client.ts'
import { MAX_PAGE_SIZE } from '#contract/common.ts'
import type { Change, ChangeQuery } from '#contract/history.ts'
import { call } from './call.ts'
import { chosenClient } from './client-choice.ts'
import { sessionQueries } from './session.ts'

/** Which changes: every filter that is given must fit. Times in milliseconds since 1970; `from` is within, `to` is not. */
export type ChangeFilter = Omit<ChangeQuery, 'client' | 'count' | 'before'>

export const historyQueries = {
  /** Every write makes history: query-client.ts reads it anew after each. */
  all: () => ['history'] as const,
  list: (filter: ChangeFilter, pageSize: number) =>
    infiniteQueryOptions({
      queryKey: [...historyQueries.all(), 'list', filter, pageSize],
      queryFn: ({ pageParam, signal }) =>
        call('listChanges', { query: { ...filter, count: pageSize, before: pageParam } }, signal),
      // Newest first; each page goes on where the one before ended.
      initialPageParam: undefined as number | undefined,
      getNextPageParam: (page) => page.nextBefore,
      // Others make changes too.
      staleTime: 0,
    }),
}

/** All changes that fit, newest first, up to a limit. `more` says whether there are any beyond it. */
export async function readChanges(filter: ChangeFilter, limit: number): Promise<{ changes: Change[]; more: boolean }> {
  // Whatever the tab shows by the time of the last page.
  const client = chosenClient()
  const changes: Change[] = []
  let before: number | undefined
  do {
    const count = Math.min(MAX_PAGE_SIZE, limit - changes.length)
    const page = await call('listChanges', { query: { client, ...filter, count, before } })
    changes.push(...page.change)
    before = page.nextBefore
  } while (before !== undefined && changes.length < limit)
  return { changes, more: before !== undefined }
}

/** Calls the inverse of a change. The server refuses, and says why, when anybody changed the same since. */
export function useUndoChange() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => call('undoChange', { params: { id } }),
    // A change can be of anything.
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['agents'] }),
        queryClient.invalidateQueries({ queryKey: ['agent-skills'] }),
      ]),
  })
}

// More than one person makes in the time in which an undo is offered.
const LATEST = 20

/**
 * Undoes the newest change of this user's own that fits. For the Undo that is offered beside the word that a write is done:
 * the write's reply does not say which change it became.
 */
export async function undoMine(queryClient: QueryClient, filter: ChangeFilter, isIt: (change: Change) => boolean) {
  const { name, client } = await queryClient.ensureQueryData(sessionQueries.current())
  const { change } = await call('listChanges', { query: { ...filter, by: name, count: LATEST } })
  // An agent, or a user of another client, may have the same name.
  const home = chosenClient() === undefined ? undefined : client.displayName
  const mine = change.find((each) => each.byKind === 'user' && each.byClient === home && isIt(each))
  if (!mine) throw new ApiError('conflict', 'Cannot undo [the change is not in the history]')
  await call('undoChange', { params: { id: mine.id } })
}
