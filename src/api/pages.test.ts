import { describe, expect, it } from 'vitest'
import { FIRST_PAGE, joinPages, nextPage, readAllPages } from './pages.ts'

describe('nextPage', () => {
  it('reads the relative address that the API gives', () => {
    expect(nextPage('configuration/agents/?client=49551&offset=6&count=4', { offset: 2 })).toEqual({ offset: 6 })
  })

  it('takes the key along that the server wrote into it', () => {
    const next = 'configuration/agents/?offset=1000&count=100&after=AGENT%23.%3F'
    expect(nextPage(next, { offset: 900 })).toEqual({ offset: 1000, after: 'AGENT#.?' })
  })

  it.each([null, undefined, '', 'configuration/agents', 'configuration/agents/?offset=x'])('ends at %s', (next) => {
    expect(nextPage(next, { offset: 0 })).toBeUndefined()
  })

  it('never goes back, so that a wrong address cannot loop', () => {
    expect(nextPage('configuration/agents/?offset=4', { offset: 4 })).toBeUndefined()
  })
})

describe('joinPages', () => {
  const rowsOf = (page: { id: number; name: string }[]) => page

  it('keeps one copy of a row that is on two pages: the newest, where the first one stood', () => {
    const pages = [
      [
        { id: 1, name: 'old' },
        { id: 2, name: 'two' },
      ],
      [
        { id: 3, name: 'three' },
        { id: 1, name: 'new' },
      ],
    ]
    expect(joinPages(pages, rowsOf)).toEqual([
      { id: 1, name: 'new' },
      { id: 2, name: 'two' },
      { id: 3, name: 'three' },
    ])
  })
})

describe('readAllPages', () => {
  const read = async (pages: readonly { row: number[]; next: string | null }[]) => {
    const asked: { offset: number; after?: string }[] = []
    const rows = await readAllPages(
      ({ offset, after }) => {
        asked.push({ offset, ...(after !== undefined && { after }) })
        return Promise.resolve(pages[asked.length - 1] ?? { row: [], next: null })
      },
      (page) => page.row,
      (id) => id,
    )
    return { rows, asked }
  }

  it('reads a list to its end, and asks for keys from the first page on', async () => {
    const { rows, asked } = await read([
      { row: [1, 2], next: 'list?offset=2&count=2&after=two' },
      { row: [3], next: null },
    ])
    expect(rows).toEqual([1, 2, 3])
    expect(asked).toEqual([FIRST_PAGE, { offset: 2, after: 'two' }])
  })

  it('counts on with a platform that has no keys, and drops the rows that it counts twice', async () => {
    const { rows, asked } = await read([
      { row: [1, 2], next: 'list?offset=2&count=2' },
      { row: [2, 3], next: null },
    ])
    expect(rows).toEqual([1, 2, 3])
    expect(asked).toEqual([FIRST_PAGE, { offset: 2 }])
  })
})
