import { expect, it } from 'vitest'
import { BURST, type Change } from '#contract/history.ts'
import { deedsOf, openOf } from './deeds.ts'

const change = (id: number, at: number, more: Partial<Change> = {}): Change => ({
  id,
  at,
  kind: 'proficiency-changed',
  by: 'manager',
  byKind: 'user',
  byId: 1,
  address: '10.0.0.1',
  agent: { id: 2, name: 'AGENT1' },
  ...more,
})

/** The ids in each deed. */
const foldedOf = (changes: readonly Change[]) =>
  deedsOf(changes).map((deed) =>
    deed.kind === 'burst'
      ? deed.changes.map(({ id }) => id)
      : deed.kind === 'bulk'
        ? `bulk ${deed.bulkChange}`
        : deed.newest.id,
  )

it('folds what one person did to one agent, each within a minute of the next', () => {
  const at = (id: number, minutes: number) => change(id, minutes * BURST)
  expect(foldedOf([at(5, 3.5), at(4, 3), at(3, 2.1), at(2, 1), at(1, 0.5)])).toEqual([
    [5, 4, 3],
    [2, 1],
  ])
})

it('keeps apart other agents, other people and the system, also where they come between', () => {
  const other = { agent: { id: 3, name: 'AGENT2' } }
  expect(
    foldedOf([
      change(6, 6),
      change(5, 5, other),
      change(4, 4, { by: 'superuser', byId: 9 }),
      change(3, 3, { by: undefined, byKind: 'system', byId: undefined }),
      change(2, 2, other),
      change(1, 1),
    ]),
  ).toEqual([[6, 1], [5, 2], 4, 3])
})

it('has a bulk change once, where it is met first', () => {
  const bulk = { bulkChange: 7 }
  expect(foldedOf([change(4, 4), change(3, 3, bulk), change(2, 2), change(1, 1, bulk)])).toEqual([[4, 2], 'bulk 7'])
})

it('can take back what only a later change of the same deed stands in the way of', () => {
  const idsOf = (changes: readonly Change[]) => openOf(changes).map(({ id }) => id)
  const superseded = (id: number, supersededBy: number) => change(id, id, { supersededBy })
  expect(idsOf([change(3, 3), superseded(2, 3), superseded(1, 2)])).toEqual([3, 2, 1])
  expect(idsOf([superseded(3, 9), superseded(2, 3), superseded(1, 9)])).toEqual([])
  expect(idsOf([change(3, 3, { undoneBy: 4 }), change(2, 2, { kind: 'agent-unlocked' }), change(1, 1)])).toEqual([1])
})
