import { expect, it } from 'vitest'
import { fold } from '#contract/fold.ts'

it.each([
  ['Sysadmin', 'sYSADMIN'],
  ['Zoe\u0308', 'zo\u00eb'],
  ['\u212Bngström', 'ångström'],
  ['Straße', 'STRASSE'],
  ['ẞ', 'ss'],
  ['\u212Aelvin', 'kelvin'],
  ['ſ', 'S'],
  ['İstanbul', 'i\u0307stanbul'],
  ['İstanbul', 'ISTANBUL'],
  ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
  ['ΟΔΥΣΣΕΥΣ', 'οδυσσευσ'],
  ['ﬁx', 'FIX'],
  ['ΐ', 'ι\u0308\u0301'],
  ['𐐀', '𐐨'],
])('takes %j for %j', (one, other) => {
  expect(fold(one)).toBe(fold(other))
})

it.each([
  ['ılker', 'ilker'],
  ['é', 'e'],
  ['Ａ', 'A'],
  ['a', 'а'],
])('tells %j from %j', (one, other) => {
  expect(fold(one)).not.toBe(fold(other))
})

it('folds a part of a word as it folds the whole', () => {
  expect(fold('ΑΣΑ')).toContain(fold('ΑΣ'))
})
