import { describe, expect, it } from 'vitest'
import { filterOf, historySearch, knownIn, refusalOf, unknownIn } from './history-search.ts'

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

  it.each([{ by: '  ' }, { agent: '' }, { kind: ' ' }, { service: ['1'] }])('takes %j for not given', (address) => {
    expect(filterOf(historySearch.parse(address))).toEqual({})
  })

  it.each([
    { agent: '-1' },
    { agent: '1e99' },
    { skill: 'SPANISH' },
    { service: 'x' },
    { user: '0' },
    { kind: 'explosion' },
    { from: 'yesterday' },
    { to: '2026-02-30' },
  ])('finds nothing for %j, which cannot be', (address) => {
    const search = historySearch.parse(address)
    expect(filterOf(search)).toBeUndefined()
    expect(unknownIn(search)).toEqual(Object.entries(address).map(([name, value]) => ({ name, value })))
  })
})

it('asks for whole days: from the first moment of the first to the last of the last', () => {
  const { from, to } = filterOf(historySearch.parse({ from: '2026-12-31', to: '2026-12-31' })) ?? {}
  expect(from).toBe(new Date(2026, 11, 31).getTime())
  expect(to).toBe(new Date(2027, 0, 1).getTime())
})

it('refuses a last day before the first', () => {
  expect(refusalOf(knownIn(historySearch.parse({ from: '2026-11-02', to: '2026-11-01' })))).toMatch(/before/)
  expect(refusalOf(knownIn(historySearch.parse({ from: '2026-11-01', to: '2026-11-01' })))).toBeUndefined()
})
