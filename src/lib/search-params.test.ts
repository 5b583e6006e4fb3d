import { expect, it } from 'vitest'
import { parseSearch, stringifySearch } from './search-params.ts'

it('keeps text as it was typed', () => {
  const search = { q: '0137', by: 'phoneNumber' }
  expect(stringifySearch(search)).toBe('?q=0137&by=phoneNumber')
  expect(parseSearch('?q=0137&by=phoneNumber')).toEqual(search)
})

it('survives any character', () => {
  const search = { q: 'AGENT#.? &=%+é😀' }
  expect(parseSearch(stringifySearch(search))).toEqual(search)
})

it('leaves out what is not given', () => {
  expect(stringifySearch({ q: '', by: undefined })).toBe('')
})
