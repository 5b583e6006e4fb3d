import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { nameOfPrepared, prepare } from '#server/database/prepared.ts'
import type { Database } from '#server/database/tables.ts'
import { openTestDatabase, releaseTestDatabase } from '#server/testing/database.ts'

let db: Database

beforeEach(async () => {
  db = await openTestDatabase()
  await db
    .insertInto('failed_login')
    .values([failure('192.0.2.1', 1), failure('192.0.2.2', 2)])
    .execute()
})

afterEach(() => releaseTestDatabase(db))

const failure = (address: string, failures: number) => ({ address, since: 0, failures })

const failuresOf = prepare<{ address: string }>()((of, value) =>
  of.selectFrom('failed_login').select(['address', 'failures']).where('address', '=', value('address')),
)

it('runs with the values it is given, in a transaction and outside', async () => {
  for (const failures of [1, 2]) {
    const address = `192.0.2.${failures}`
    expect(await failuresOf(db, { address })).toEqual([{ address, failures }])
    const inside = db.transaction().execute((trx) => failuresOf(trx, { address }))
    expect(await inside).toEqual([{ address, failures }])
  }
})

it('goes on when another copy of the server gives the table one more column', async () => {
  const address = '192.0.2.1'
  await failuresOf(db, { address })
  await sql`alter table failed_login add column later integer`.execute(db)
  try {
    expect(await failuresOf(db, { address })).toEqual([{ address, failures: 1 }])
  } finally {
    await sql`alter table failed_login drop column later`.execute(db)
  }
})

it('has a name for its plan, and refuses to name no columns, whose plan would not outlive that', async () => {
  const text = db.selectFrom('failed_login').select(['address', 'failures']).where('address', '=', '').compile().sql
  await failuresOf(db, { address: '' })
  expect(nameOfPrepared(text)).toMatch(/^prepared-\d+$/)
  expect(nameOfPrepared('select 1')).toBeUndefined()
  const careless = prepare<object>()((of) => of.selectFrom('site').selectAll())
  await expect(careless(db, {})).rejects.toThrow('names its columns')
})
