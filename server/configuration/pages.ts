/** What a list was asked for: a page, and filters that are all ids. */
type PageQuery = { count: number; offset: number } & Record<string, number | undefined>

/** One row more than the page holds, so that the query itself tells whether another page follows. */
export const limitOf = ({ count }: { count: number }) => count + 1

/**
 * Cuts the surplus row off and writes `next` as the platform does: the list's path, relative, without a leading slash; null
 * on the last page.
 */
export function toPage<Row>(path: string, query: PageQuery, rows: Row[]): { rows: Row[]; next: string | null } {
  const { count, offset, ...filters } = query
  if (rows.length <= count) return { rows, next: null }
  const given = Object.entries(filters).filter(([, value]) => value !== undefined)
  const parameters = [...given, ['offset', offset + count], ['count', count]].map(([key, value]) => `${key}=${value}`)
  return { rows: rows.slice(0, count), next: `${path.slice(1)}/?${parameters.join('&')}` }
}
