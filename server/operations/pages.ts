import { invalid } from '#server/operations/api-failure.ts'

export interface PageQuery {
  count: number
  offset: number
  after?: string | undefined
  /** The filters: ids. */
  [filter: string]: string | number | undefined
}

// Up to here, skipping rows is as fast as seeking a key, so `next` can read exactly as in the specification's examples.
const KEY_PAYS_FROM = 1000

/** One row more than the page holds, so that the query itself tells whether another page follows. */
export const limitOf = ({ count }: PageQuery) => count + 1

/** How many rows a query has to skip: none where `after` says where the page begins. */
export const skippedBy = ({ after, offset }: PageQuery) => (after === undefined ? offset : 0)

/** Returns the error for an `after` that no page of the list can end with. */
export const notFromNext = () => invalid({ reason: 'notFromNext' })

/** `after` in a list that is ordered by id; the empty one comes before every id. Throws 400 where it is no id. */
export function idAfter({ after }: PageQuery): number {
  const id = Number(after)
  if (!Number.isSafeInteger(id)) throw notFromNext()
  return id
}

/**
 * Cuts the surplus row off and writes `next` as the platform does: the list's path, relative, without a leading slash; null on
 * the last page. It carries the key of the page's last row where the caller sent `after`, so that rows that come and go meanwhile
 * shift no page; from the thousandth row on it always does, so that a late page costs no more than the first.
 */
export function toPage<Row>(
  path: string,
  query: PageQuery,
  rows: Row[],
  keyOf: (row: Row) => string | number,
): { rows: Row[]; next: string | null } {
  const { count, offset, after, ...filters } = query
  if (rows.length <= count) return { rows, next: null }
  const page = rows.slice(0, count)
  const parameters = Object.entries({
    ...filters,
    offset: offset + count,
    count,
    after: after === undefined && offset + count < KEY_PAYS_FROM ? undefined : page.map(keyOf).at(-1),
  }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
  return { rows: page, next: `${path.slice(1)}/?${parameters.join('&')}` }
}
