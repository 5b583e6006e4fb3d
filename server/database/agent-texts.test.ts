import { describe, expect, it } from 'vitest'
import {
  partsOf,
  partsToFind,
  partsToFindLogin,
  partsToFindPhone,
  textColumnsOf,
} from '#server/database/agent-texts.ts'

const nobody = { loginId: '', firstName: '', lastName: '', phone: '' }

describe('the parts of a name', () => {
  it.each([
    ['Smith', ['smi', 'mit', 'ith']],
    ['Li', []],
    ['Ananan', ['ana', 'nan']],
    ['o’Brien', ['o’b', '’br', 'bri', 'rie', 'ien']],
    ['Núñez', ['nun', 'une', 'nez']],
    ['A😀🎧X', ['a😀🎧', '😀🎧x']],
  ])('of %s are %j', (name, parts) => {
    expect(partsOf({ ...nobody, lastName: name })).toEqual(parts)
    expect(partsOf({ ...nobody, firstName: name })).toEqual(parts)
  })
})

describe('the parts of a login ID', () => {
  it.each([
    ['A1', []],
    ['AB12', ['ab1', 'b12']],
    ['ABC12', ['abc', 'bc1', 'c12', 'abc12']],
    ['111111', ['111', '11111']],
  ])('of %s are %j', (loginId, parts) => {
    expect(partsOf({ ...nobody, loginId })).toEqual(parts)
  })
})

it('the parts of a phone number are its digits, marked as such', () => {
  expect(partsOf({ ...nobody, phone: '(202) 55' })).toEqual(['#2025', '#0255'])
  expect(partsOf({ ...nobody, phone: '123' })).toEqual([])
})

it('an agent has each part once', () => {
  expect(partsOf({ loginId: 'ANNA', firstName: 'Anna', lastName: 'Ann', phone: '1' })).toEqual(['ann', 'nna'])
})

describe('letters that are searched for', () => {
  it.each([
    ['mi', []],
    ['Smith', ['smi', 'mit', 'ith']],
    ['ÑEZ', ['nez']],
  ])('lead from %s to %j', (letters, parts) => {
    expect(partsToFind(letters)).toEqual(parts)
  })

  it.each([
    ['t1', []],
    ['t123', ['t12', '123']],
    ['nt1234', ['nt123', 't1234']],
  ])('lead among login IDs from %s to %j', (letters, parts) => {
    expect(partsToFindLogin(letters)).toEqual(parts)
  })

  it('lead from digits to the parts of phone numbers', () => {
    expect([partsToFindPhone('123'), partsToFindPhone('12345')]).toEqual([[], ['#1234', '#2345']])
  })
})

it('what searches compare is folded: with accents for the API, and without them in the order of the list by name', () => {
  expect(textColumnsOf({ loginId: 'JOSÉ1', firstName: 'İpek', lastName: 'Núñez', phone: '+1 (5) 0' })).toEqual({
    login_fold: 'josé1',
    last_name_fold: 'núñez',
    sort_name: 'nunez\nipek',
    plain: 'jose1\nnunez\nipek',
    phone_digits: '150',
  })
})
