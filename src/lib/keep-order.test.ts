import { expect, it } from 'vitest'
import { keepOrder } from './keep-order.ts'

const rows = (...names: string[]) => names.map((name) => ({ id: name.charCodeAt(0), name }))
const names = (list: { name: string }[]) => list.map(({ name }) => name).join(' ')

it('shows what is new in a row in its place', () => {
  expect(names(keepOrder(rows('a', 'b', 'c'), rows('a', 'b2', 'c')))).toBe('a b2 c')
})

it('lets what came among the rows wait, and what went stay', () => {
  expect(names(keepOrder(rows('b', 'd', 'e'), rows('a', 'b', 'c', 'e')))).toBe('b d e')
})

it('moves no row that has another place now', () => {
  expect(names(keepOrder(rows('a', 'b', 'c'), rows('c2', 'a', 'b')))).toBe('a b c2')
})

it('takes on the rows of the next page', () => {
  expect(names(keepOrder(rows('a', 'b'), rows('a', 'b', 'c', 'd')))).toBe('a b c d')
})
