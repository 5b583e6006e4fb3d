import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { nameOfPrepared, prepare } from '#server/database/prepared.ts'
import type { Database } from '#server/database/tables.ts'
import { openTestDatabase, releaseTestDatabase } from '#server/testing/database.ts'

let db: Database

beforeEach(async () => {
  db = await openTestDatabase()
  await db
    .insertInto('rate')
    .values([rate('192.0.2.1', 1), rate('192.0.2.2', 2)])
    .execute()
})

afterEach(() => releaseTestDatabase(db))

const rate = (key: string, taken: number) => ({ key, taken, ends_at: 0 })

const ratesOf = prepare<{ key: string }>()((of, value) =>
  of.selectFrom('rate').select(['key', 'taken']).where('key', '=', value('key')),
)

it('runs with the values it is given, in a transaction and outside', async () => {
  for (const taken of [1, 2]) {
    const key = `192.0.2.${taken}`
    expect(await ratesOf(db, { key })).toEqual([{ key, taken }])
    const inside = db.transaction().execute((trx) => ratesOf(trx, { key }))
    expect(await inside).toEqual([{ key, taken }])
  }
})

it('goes on when another copy of the server gives the table one more column', async () => {
  const key = '192.0.2.1'
  await ratesOf(db, { key })
  await sql`alter table rate add column later integer`.execute(db)
  try {
    expect(await ratesOf(db, { key })).toEqual([{ key, taken: 1 }])
  } finally {
    await sql`alter table rate drop column later`.execute(db)
  }
})

it('has a name for its plan, and refuses to name no columns, whose plan would not outlive that', async () => {
  const text = db.selectFrom('rate').select(['key', 'taken']).where('key', '=', '').compile().sql
  await ratesOf(db, { key: '' })
  expect(nameOfPrepared(text)).toMatch(/^prepared-\d+$/)
  expect(nameOfPrepared('select 1')).toBeUndefined()
  const careless = prepare<object>()((of) => of.selectFrom('site').selectAll())
  expect(() => careless(db, {})).toThrow('names its columns')
})
