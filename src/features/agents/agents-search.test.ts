import { describe, expect, it } from 'vitest'
import { agentsSearch, filterOf } from './agents-search.ts'

describe('the address of the agents page', () => {
  it('shows everyone when it says nothing', () => {
    expect(agentsSearch.parse({})).toEqual({ q: '', by: 'loginId' })
  })

  it('takes what it understands and ignores the rest', () => {
    expect(agentsSearch.parse({ q: 'rivera', by: 'lastName', sort: 'x' })).toEqual({ q: 'rivera', by: 'lastName' })
    expect(agentsSearch.parse({ q: 7, by: 'shoeSize' })).toEqual({ q: '', by: 'loginId' })
  })

  it('does not search for blanks', () => {
    expect(filterOf({ q: '  ', by: 'lastName' }).text).toBe('')
  })
})
