import { MAX_PAGE_SIZE } from '#contract/common.ts'

/** Where a page of a list begins. */
export interface PageStart {
  offset: number
  after?: string
}

export const FIRST_PAGE: PageStart = { offset: 0 }

/** Where the page that `next` points to begins; undefined after the last page, or when `next` would not lead onward. */
export function nextPage(next: string | null | undefined, current: PageStart): PageStart | undefined {
  if (!next) return undefined
  const query = new URLSearchParams(next.slice(next.indexOf('?')))
  const offset = Number(query.get('offset'))
  const after = query.get('after')
  return offset > current.offset ? { offset, ...(after !== null && { after }) } : undefined
}

/** Reads a list to its end. */
export async function readAllPages<Page extends { next?: string | null | undefined }, Row>(
  read: (page: PageStart & { count: number }) => Promise<Page>,
  rowsOf: (page: Page) => Row[],
): Promise<Row[]> {
  const rows: Row[] = []
  for (let start: PageStart | undefined = FIRST_PAGE; start !== undefined;) {
    const page: Page = await read({ count: MAX_PAGE_SIZE, ...start })
    rows.push(...rowsOf(page))
    start = nextPage(page.next, start)
  }
  return rows
}
