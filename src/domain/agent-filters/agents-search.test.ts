import { describe, expect, it } from 'vitest'
import { agentsSearch, askedBy, isNarrowed } from './agents-search.ts'
import { filterWords } from './filter-words.ts'
import { filtersOf } from './filters.ts'

const names = { skill: new Map([[8945, 'SPANISH']]), service: new Map([[17885, 'Card Activation']]) }

const chipsOf = (address: object) =>
  filtersOf(agentsSearch.parse(address)).map((filter) => `${filter.name}: ${filterWords(filter, names)}`)

describe('an address', () => {
  it.each([
    [{ skill: '8945:1,2' }, ['skill: SPANISH 1, 2']],
    [{ skill: '8945:9' }, ['skill: SPANISH 9 not found']],
    [{ skill: '8945:1,1,2' }, ['skill: SPANISH 1, 2']],
    [{ skill: ['8945', '8945'] }, ['skill: SPANISH']],
    [{ service: ['17885', '17885', '17886'] }, ['service: Card Activation', 'service: 17886 not found']],
    [{ status: 'locked,locked,gone' }, ['status: Locked, gone not found']],
    [{ lastLogin: 'within-0' }, ['lastLogin: within-0 not found']],
    [{ lastLogin: 'over-30' }, ['lastLogin: More than 30 days']],
  ])('%j reads %j', (address, chips) => {
    expect(chipsOf(address)).toEqual(chips)
  })

  it.each(['', '   ', '\0', '\u200b \u202e', '\ufeff'])('with %j to search for narrows nothing', (q) => {
    const search = agentsSearch.parse({ q })
    expect(isNarrowed(search)).toBe(false)
    expect(askedBy(search).question).not.toHaveProperty('q')
  })

  it.each([
    ['word '.repeat(21), 'The search must be at most 20 words.'],
    ['x'.repeat(301), 'The search must be at most 300 characters.'],
  ])('with a text that is too long says so', (q, reason) => {
    expect(askedBy(agentsSearch.parse({ q })).problem).toEqual({ kind: 'text', reason })
  })
})
