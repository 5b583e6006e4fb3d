import { describe, expect, it } from 'vitest'
import { agentsSearch, filterOf, matches } from './agents-search.ts'

describe('the address of the agents page', () => {
  it('shows everyone when it says nothing', () => {
    expect(agentsSearch.parse({})).toEqual({ tab: 'all', q: '', by: 'loginId' })
  })

  it('takes what it understands and ignores the rest', () => {
    expect(agentsSearch.parse({ tab: 'locked', q: 'rivera', by: 'lastName', sort: 'x' })).toEqual({
      tab: 'locked',
      q: 'rivera',
      by: 'lastName',
    })
    expect(agentsSearch.parse({ tab: 'x', q: 7, by: 'shoeSize' })).toEqual({ tab: 'all', q: '', by: 'loginId' })
  })

  it('does not search for blanks', () => {
    expect(filterOf({ tab: 'all', q: '  ', by: 'lastName' }).text).toBe('')
  })
})

describe('a match in a list that the API cannot search', () => {
  const agent = {
    id: 1,
    loginId: 'TRIVERA12',
    firstName: 'Tomás',
    lastName: 'Rivera',
    phone: '(202) 555-0137',
    active: true,
  }

  it.each([
    ['loginId', '', true],
    ['loginId', 'vera1', true],
    ['loginId', 'tomás', false],
    ['lastName', 'IVE', true],
    ['phoneNumber', '202.555.0137', true],
    ['phoneNumber', '555-0137', false],
  ] as const)('by %s “%s” is found as the server finds it: %s', (by, text, isFound) => {
    expect(matches({ by, text }, agent)).toBe(isFound)
  })
})
