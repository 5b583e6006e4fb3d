import { expect, it } from 'vitest'
import { fold, foldAccents } from '#contract/fold.ts'

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
  ['FLD\u200BZW1', 'fldzw1'],
  ['a\u200Db', 'ab'],
  ['Café\u00A0 Support', 'cafe\u0301 support'],
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

it.each([
  ['Fernández', 'fernandez'],
  ['LEFE\u0300VRE', 'lefevre'],
  ['Sørensen', 'sorensen'],
  ['Łukasz', 'lukasz'],
  ['Ærø', 'aero'],
  ['ΆΝΝΑ', 'αννα'],
  ['Пётр', 'петр'],
  ['İnönü', 'inonu'],
  ['Işık', 'isik'],
  ['Nguyễn', 'nguyen'],
  ['שָׁלוֹם', 'שלום'],
  ['مُحَمَّد', 'محمد'],
])('finds %j as %j when accents do not matter', (name, typed) => {
  expect(foldAccents(name)).toBe(foldAccents(typed))
})

it.each([
  ['कि', 'का'],
  ['ก่า', 'กา'],
  ['각', '가'],
])('tells %j from %j: their marks are letters', (one, other) => {
  expect(foldAccents(one)).not.toBe(foldAccents(other))
})
