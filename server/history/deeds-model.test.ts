import fc from 'fast-check'
import { afterEach, expect, inject, it } from 'vitest'
import type { Change, ChangeQuery } from '#contract/history.ts'
import type { Database } from '#server/database/tables.ts'
import { openHistory } from '#server/history/history.ts'
import { recordChanges, type NewChange } from '#server/history/record.ts'
import type { Identity } from '#server/operations/context.ts'
import { openTestDatabase, releaseTestDatabase } from '#server/testing/database.ts'
import { insertClient } from '#server/testing/fixtures.ts'

// Random histories, whose pages by deed are compared with what folding every change gives, while more is written.

const CLIENT = 1
const TIMES = 40

const authors: readonly Identity[] = [1, 2].map((id) => ({
  kind: 'user',
  id,
  name: `user${id}`,
  clientId: CLIENT,
  role: 'Sysadmin',
  powers: [],
  services: undefined,
}))

const upTo = (max: number) => fc.integer({ min: 1, max })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })

/** The possible changes of one agent. */
const newChange: fc.Arbitrary<NewChange> = fc
  .record({
    agent: upTo(3),
    object: upTo(2),
    kind: fc.constantFrom('proficiency-changed', 'agent-skill-added', 'service-added', 'agent-updated'),
  })
  .map(({ agent, object, kind }) => ({
    kind,
    agent: { id: agent, name: `A${agent}` },
    ...(kind === 'service-added' && { service: { id: object, name: `V${object}` } }),
    ...(/skill|proficiency/.test(kind) && { agentSkill: { id: object, name: `S${object}` } }),
  }))

/** A write: an item of the bulk change that runs, of the next one, or a change of its own. */
const write = fc.record({
  of: fc.constantFrom('running', 'running', 'running', 'next', 'single'),
  author: fc.nat(1),
  change: newChange,
  // A clock that is set back now and then.
  at: fc.nat(TIMES),
})
type Write = typeof write extends fc.Arbitrary<infer Value> ? Value : never

const filter: fc.Arbitrary<Omit<ChangeQuery, 'count'>> = fc.record(
  {
    agent: maybe(upTo(3)),
    agentSkill: maybe(upTo(2)),
    service: maybe(upTo(2)),
    by: maybe(fc.constantFrom('user1', 'user:2', 'nobody')),
    kind: maybe(fc.constantFrom('proficiency-changed', 'service-added', 'agent-updated')),
    from: maybe(fc.nat(TIMES)),
    to: maybe(fc.nat(TIMES)),
  },
  { requiredKeys: [] },
)

let db: Database | undefined

afterEach(async () => {
  if (db) await releaseTestDatabase(db)
})

/** Writes a history, one bulk change after the other. */
function writer(into: Database) {
  let bulkChange = 0
  let item = 0
  let author = 0
  return async (writes: readonly Write[]) => {
    for (const each of writes) {
      if (each.of === 'next' || (each.of === 'running' && !bulkChange)) {
        bulkChange++
        author = each.author
      }
      const isOfBulk = each.of !== 'single'
      await recordChanges(
        into,
        {
          context: {
            identity: authors[isOfBulk ? author : each.author],
            address: '127.0.0.1',
            ...(isOfBulk && { item: { bulkChange, item: ++item, owner: '', isAsPreviewed: () => true } }),
          },
          client: CLIENT,
          now: each.at,
        },
        [each.change],
      )
    }
  }
}

/** Reads every page of the matching changes. */
async function all(read: (query: ChangeQuery) => Promise<Page>, query: ChangeQuery, between = async () => {}) {
  const changes: Change[] = []
  let more: Pick<ChangeQuery, 'before' | 'upTo'> = {}
  for (;;) {
    const page = await read({ ...query, ...more })
    changes.push(...page.change)
    if (page.nextBefore === undefined) return changes
    expect(page.change).toHaveLength(query.count)
    more = { before: page.nextBefore, upTo: page.upTo }
    await between()
  }
}
type Page = Awaited<ReturnType<ReturnType<typeof openHistory>['list']>>

function fold(changes: readonly Change[]) {
  const met = new Set<number>()
  return changes.filter(({ bulkChange }) => {
    if (bulkChange === undefined) return true
    const isNew = !met.has(bulkChange)
    met.add(bulkChange)
    return isNew
  })
}

it('has the same as every change folded, page by page, while others write', async () => {
  const [reader] = authors
  if (!reader) throw new Error('nobody reads')
  await fc.assert(
    fc.asyncProperty(
      fc.array(write, { minLength: 10, maxLength: 50, size: 'max' }),
      fc.array(filter, { minLength: 3, maxLength: 8 }),
      upTo(4),
      fc.array(write, { maxLength: 3 }),
      async (writes, filters, count, meanwhile) => {
        db = await openTestDatabase()
        await insertClient(db, CLIENT)
        const add = writer(db)
        await add(writes)
        const history = openHistory(db)
        const read = (query: ChangeQuery) => history.list(reader, CLIENT, query)
        for (const each of filters) {
          const expected = fold(await all(read, { ...each, count }))
          const newest = (await read({ count: 1 })).change[0]?.id ?? 0
          const deeds = await all(read, { ...each, count, deeds: true }, () => add(meanwhile))
          expect(deeds.filter(({ id }) => id <= newest).map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
        }
        await releaseTestDatabase(db)
        db = undefined
      },
    ),
    { numRuns: inject('postgres') ? 10 : 40 },
  )
})
