import { expect, it } from 'vitest'
import { choiceOf, wrapUpChoice } from './wrap-up-choice.ts'

it.each([-1, 0, 1, 45, 60, 90, 120, 3600])('offers %d as it was', (seconds) => {
  expect(wrapUpChoice.parse(choiceOf(seconds))).toBe(seconds)
})

it('takes a part of a minute that comes to whole seconds', () => {
  expect(wrapUpChoice.parse({ unit: 'minutes', amount: '1.1' })).toBe(66)
})

it.each([
  ['seconds', '', 'Required'],
  ['seconds', '-1', 'must be 0 or more'],
  ['seconds', '1.5', 'must come to whole seconds'],
  ['minutes', '0.33', 'must come to whole seconds'],
  ['seconds', 'soon', 'must be a number'],
  ['minutes', '99999999999', 'is too large'],
] as const)('refuses %s “%s”: %s', (unit, amount, reason) => {
  expect(wrapUpChoice.safeParse({ unit, amount }).error?.issues[0]?.message).toBe(reason)
})
