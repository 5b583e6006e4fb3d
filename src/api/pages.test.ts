import { describe, expect, it } from 'vitest'
import { nextPage, readAllPages } from './pages.ts'

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

it('reads a list to its end', async () => {
  const pages = [
    { row: [1, 2], next: 'list?offset=2&count=2' },
    { row: [3], next: null },
  ]
  const rows = await readAllPages(
    ({ offset }) => Promise.resolve(pages[offset / 2] ?? { row: [], next: null }),
    (page) => page.row,
  )
  expect(rows).toEqual([1, 2, 3])
})
