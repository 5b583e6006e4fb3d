import { expect, it } from 'vitest'
import { isOneClick } from './stray-clicks.ts'

it.each([
  [{ at: 350, x: 3, y: 4 }, true],
  [{ at: 350, x: 0, y: 40 }, false],
  [{ at: 900, x: 0, y: 0 }, false],
])('takes a click %o after another for the same: %s', (click, isOne) => {
  expect(isOneClick({ at: 0, x: 0, y: 0 }, click)).toBe(isOne)
})
