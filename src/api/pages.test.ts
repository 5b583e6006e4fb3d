import { describe, expect, it } from 'vitest'
import { offsetOf, readAllPages } from './pages.ts'

describe('offsetOf', () => {
  it('reads the relative address that the API gives', () => {
    expect(offsetOf('configuration/agents/?client=49551&offset=6&count=4', 2)).toBe(6)
  })

  it.each([null, undefined, '', 'configuration/agents', 'configuration/agents/?offset=x'])('ends at %s', (next) => {
    expect(offsetOf(next, 0)).toBeUndefined()
  })

  it('never goes back, so that a wrong address cannot loop', () => {
    expect(offsetOf('configuration/agents/?offset=4', 4)).toBeUndefined()
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
