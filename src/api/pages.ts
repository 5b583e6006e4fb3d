import { MAX_PAGE_SIZE } from '#contract/common.ts'

/** Where the page that `next` points to begins; undefined after the last page, or when `next` would not lead onward. */
export function offsetOf(next: string | null | undefined, current: number): number | undefined {
  if (!next) return undefined
  const offset = Number(new URLSearchParams(next.slice(next.indexOf('?'))).get('offset'))
  return offset > current ? offset : undefined
}

/** Reads a list to its end. */
export async function readAllPages<Page extends { next?: string | null | undefined }, Row>(
  read: (page: { count: number; offset: number }) => Promise<Page>,
  rowsOf: (page: Page) => Row[],
): Promise<Row[]> {
  const rows: Row[] = []
  for (let offset: number | undefined = 0; offset !== undefined;) {
    const page: Page = await read({ count: MAX_PAGE_SIZE, offset })
    rows.push(...rowsOf(page))
    offset = offsetOf(page.next, offset)
  }
  return rows
}
