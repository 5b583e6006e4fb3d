import { describe, expect, it } from 'vitest'
import { levelAt, levelByKey, placeOf } from './slider-levels.ts'

const RAIL = { left: 100, width: 400 }

describe('a place on the rail', () => {
  it.each([
    [100, 1],
    [149, 1],
    [151, 2],
    [249, 2],
    [251, 3],
    [349, 3],
    [351, 4],
    [449, 4],
    [451, 5],
    [500, 5],
  ])('at x %d is level %d, whose mark is nearest', (x, level) => {
    expect(levelAt(x, RAIL)).toBe(level)
  })

  it.each([
    [-1000, 1],
    [99, 1],
    [501, 5],
    [9000, 5],
  ])('beyond the rail, at x %d, is the level of that end: %d', (x, level) => {
    expect(levelAt(x, RAIL)).toBe(level)
  })

  it.each([1, 2, 3, 4, 5])('is where level %d is drawn', (level) => {
    expect(levelAt(RAIL.left + placeOf(level) * RAIL.width, RAIL)).toBe(level)
  })
})

describe('a key', () => {
  it.each([
    ['ArrowRight', 3, 4],
    ['ArrowUp', 3, 4],
    ['PageUp', 3, 4],
    ['ArrowLeft', 3, 2],
    ['ArrowDown', 3, 2],
    ['PageDown', 3, 2],
    ['Home', 3, 1],
    ['End', 3, 5],
    ['1', 3, 1],
    ['5', 3, 5],
  ])('%s leads from %d to %d', (key, from, to) => {
    expect(levelByKey(key, from)).toBe(to)
  })

  it('stops at the ends', () => {
    expect(levelByKey('ArrowRight', 5)).toBe(5)
    expect(levelByKey('ArrowLeft', 1)).toBe(1)
  })

  it.each(['0', '6', '01', ' ', '', 'a', 'Tab', 'Enter'])('“%s” is not the slider’s', (key) => {
    expect(levelByKey(key, 3)).toBeUndefined()
  })
})
