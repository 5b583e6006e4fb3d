import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase } from '#server/database/open.ts'
import type { Database } from '#server/database/tables.ts'

let folder: string
let db: Database

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'agent-console-'))
  db = await openDatabase({ dataDir: folder })
})

afterEach(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true })
})

const insert = (into: Database, key: string) => into.insertInto('rate').values({ key, taken: 1, ends_at: 0 }).execute()

const keys = async (from: Database) => (await from.selectFrom('rate').select('key').execute()).map(({ key }) => key)

it('reads what was committed, while a transaction is under way', async () => {
  await insert(db, 'before')
  await db.transaction().execute(async (trx) => {
    await insert(trx, 'inside')
    expect(await keys(trx)).toEqual(['before', 'inside'])
    // Would it wait for its turn, it would wait for ever.
    expect(await keys(db)).toEqual(['before'])
  })
  expect(await keys(db)).toEqual(['before', 'inside'])
})

it('writes one after another, in the order they came', async () => {
  const order: number[] = []
  const writes = Array.from({ length: 20 }, (_, i) =>
    db.transaction().execute(async (trx) => {
      order.push(i)
      await keys(trx)
      await insert(trx, `address-${i}`)
    }),
  )
  await Promise.all(writes)
  expect(order).toEqual(Array.from({ length: 20 }, (_, i) => i))
  expect(await keys(db)).toHaveLength(20)
})

it('goes on after a transaction that failed, and has nothing of it', async () => {
  const failed = db.transaction().execute(async (trx) => {
    await insert(trx, 'lost')
    throw new Error('changed my mind')
  })
  await expect(failed).rejects.toThrow('changed my mind')
  await insert(db, 'kept')
  expect(await keys(db)).toEqual(['kept'])
})

it('reads the columns that a table has now, also where another connection changed them', async () => {
  await insert(db, 'kept')
  // Outside of a transaction reads have a connection of their own, which knows the tables by now.
  expect(await db.selectFrom('rate').selectAll().execute()).toEqual([{ key: 'kept', taken: 1, ends_at: 0 }])
  await sql`alter table rate add column colour text not null default 'red'`.execute(db)
  await sql`alter table rate drop column taken`.execute(db)
  expect(await db.selectFrom('rate').selectAll().execute()).toEqual([{ key: 'kept', ends_at: 0, colour: 'red' }])
  expect(await db.selectFrom('rate').selectAll().where('key', '=', 'kept').execute()).toEqual([
    { key: 'kept', ends_at: 0, colour: 'red' },
  ])
})
