import { MAX_PAGE_SIZE } from '#contract/common.ts'

/** The start of a page of a list. */
interface PageStart {
  offset: number
  after?: string
}

/** The empty key asks for keys in every `next`: rows that come and go between two pages then shift neither. */
export const FIRST_PAGE: PageStart = { offset: 0, after: '' }

/** Returns the start of the page that `next` points to; undefined after the last page, or if `next` does not lead onward. */
export function nextPage(next: string | null | undefined, current: PageStart): PageStart | undefined {
  if (!next) return undefined
  const query = new URLSearchParams(next.slice(next.indexOf('?')))
  const offset = Number(query.get('offset'))
  const after = query.get('after')
  return offset > current.offset ? { offset, ...(after !== null && { after }) } : undefined
}

/**
 * Joins the pages of a list, each row once. Others write while the pages are read, so a row that moved, or one that a platform
 * without keys counts again, can be on two of them. The copy read last is the newest.
 */
export function joinPages<Page, Row extends { id: number }>(
  pages: readonly Page[],
  rowsOf: (page: Page) => readonly Row[],
): Row[] {
  return newestById(pages.flatMap(rowsOf), ({ id }) => id)
}

const newestById = <Row>(rows: readonly Row[], idOf: (row: Row) => number): Row[] => [
  ...new Map(rows.map((row) => [idOf(row), row])).values(),
]

/** Reads a list to its end, each row once. */
export async function readAllPages<Page extends { next?: string | null | undefined }, Row>(
  read: (page: PageStart & { count: number }) => Promise<Page>,
  rowsOf: (page: Page) => readonly Row[],
  idOf: (row: Row) => number,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let start: PageStart | undefined = FIRST_PAGE; start !== undefined;) {
    const page: Page = await read({ count: MAX_PAGE_SIZE, ...start })
    rows.push(...rowsOf(page))
    start = nextPage(page.next, start)
  }
  return newestById(rows, idOf)
}
