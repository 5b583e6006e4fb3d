import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { MAX_PAGE_SIZE } from '#contract/common.ts'
import type { ListExport } from '#contract/exports.ts'
import type { Change, ChangeQuery } from '#contract/history.ts'
import { call } from './call.ts'
import { chosenClient } from './client-choice.ts'

/** Which changes: every filter that is given must fit. Times in milliseconds since 1970; `from` is within, `to` is not. */
export type ChangeFilter = Omit<ChangeQuery, 'client' | 'count' | 'before' | 'upTo' | 'deeds'>

const FIRST_PAGE: Pick<ChangeQuery, 'before' | 'upTo'> = {}

export const historyQueries = {
  /** Every write makes history: query-client.ts refetches it after each. */
  all: () => ['history'] as const,
  /** Changes, of which each bulk change is one. */
  deeds: (filter: ChangeFilter, pageSize: number) =>
    infiniteQueryOptions({
      queryKey: [...historyQueries.all(), 'deeds', filter, pageSize],
      queryFn: ({ pageParam, signal }) =>
        call('listChanges', { query: { ...filter, deeds: true, count: pageSize, ...pageParam } }, signal),
      // Newest first; each page goes on where the one before ended.
      initialPageParam: FIRST_PAGE,
      getNextPageParam: ({ nextBefore, upTo }) => (nextBefore === undefined ? undefined : { before: nextBefore, upTo }),
      // Others make changes too.
      staleTime: 0,
    }),
  /** The names of everybody who changed something. */
  people: () =>
    queryOptions({
      queryKey: [...historyQueries.all(), 'people'],
      queryFn: async ({ signal }) => (await call('listChangePeople', { query: {} }, signal)).name,
    }),
}

/** All changes that fit, newest first, up to a limit. `more` says whether there are any beyond it. */
export async function readChanges(filter: ChangeFilter, limit: number): Promise<{ changes: Change[]; more: boolean }> {
  // The client is that of the first page, even if the tab shows another by the last one.
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

/** Has it noted that a file was made of a list. The file is there already: a failure changes nothing. */
export const noteExport = (made: ListExport): Promise<void> =>
  call('noteExport', { query: {}, body: made }).catch(() => undefined)

type Fields = NonNullable<Change['before']>

/** A value that a change overwrote unseen, and its author. */
export interface Overwritten {
  field: string
  /** Undefined where there was none: somebody had removed it. */
  was: Fields[string] | undefined
  /** Undefined where the history does not say. */
  set: { by: string; at: number } | undefined
}

/** The number of changes searched for the author of a value. */
const EARLIER = 20

/**
 * Reads which values a change overwrote that were other than those `shown`. Resolves with none where that cannot be read: the
 * change is done, and said.
 */
export async function readOverwritten(
  id: number,
  { shown, ...of }: Pick<ChangeFilter, 'agent' | 'agentSkill' | 'kind'> & { shown: Fields },
): Promise<Overwritten[]> {
  const { change: changes } = await call('listChanges', { query: { ...of, before: id + 1, count: EARLIER } }).catch(
    () => ({ change: [] }),
  )
  const [mine, ...earlier] = changes
  if (mine?.id !== id) return []
  const { before = {}, after = {} } = mine
  const setters = (field: string) => earlier.find((change) => field in { ...change.before, ...change.after })
  return Object.keys({ ...before, ...after })
    .filter((field) => before[field] !== shown[field])
    .map((field) => {
      const last = setters(field)
      return { field, was: before[field], set: last && { by: last.by ?? 'the system', at: last.at } }
    })
}

/** Resolves to the name of the person who changed a field last; undefined where the history does not say, or cannot be read. */
export async function readLastChangedBy(
  of: Pick<ChangeFilter, 'agent' | 'agentSkill' | 'user'>,
  field: string,
): Promise<string | undefined> {
  const { change: changes } = await call('listChanges', { query: { ...of, count: EARLIER } }).catch(() => ({
    change: [],
  }))
  return changes.find((change) => field in { ...change.before, ...change.after })?.by
}

/** Undoes a change by its id. The server refuses, and says why, when anybody changed the same since. */
export const undoChange = (id: number) => call('undoChange', { params: { id } })
