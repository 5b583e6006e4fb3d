import { describe, expect, it } from 'vitest'
import { filterOf, historySearch, refusalOf } from './history-search.ts'

describe('historySearch', () => {
  it('reads what the address has', () => {
    const address = {
      by: ' manager ',
      agent: '7',
      skill: '8',
      kind: 'agent-locked',
      from: '2026-11-01',
      to: '2026-11-02',
    }
    expect(historySearch.parse(address)).toEqual({ ...address, by: 'manager', agent: 7, skill: 8 })
  })

  it.each([
    { by: '  ' },
    { agent: '-1' },
    { agent: '1e99' },
    { agent: '' },
    { skill: 'SPANISH' },
    { kind: 'explosion' },
    { from: 'yesterday' },
    { to: '2026-02-30' },
  ])('takes %j for not given', (address) => {
    expect(filterOf(historySearch.parse(address))).toEqual({})
  })
})

it('asks for whole days: from the first moment of the first to the last of the last', () => {
  const { from, to } = filterOf(historySearch.parse({ from: '2026-12-31', to: '2026-12-31' }))
  expect(from).toBe(new Date(2026, 11, 31).getTime())
  expect(to).toBe(new Date(2027, 0, 1).getTime())
})

it('refuses a last day before the first', () => {
  expect(refusalOf(historySearch.parse({ from: '2026-11-02', to: '2026-11-01' }))).toMatch(/before/)
  expect(refusalOf(historySearch.parse({ from: '2026-11-01', to: '2026-11-01' }))).toBeUndefined()
})
