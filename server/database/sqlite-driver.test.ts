import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
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

const insert = (into: Database, address: string) =>
  into.insertInto('failed_login').values({ address, since: 0, failures: 1 }).execute()

const addresses = async (from: Database) =>
  (await from.selectFrom('failed_login').select('address').execute()).map(({ address }) => address)

it('reads what was committed, while a transaction is under way', async () => {
  await insert(db, 'before')
  await db.transaction().execute(async (trx) => {
    await insert(trx, 'inside')
    expect(await addresses(trx)).toEqual(['before', 'inside'])
    // Would it wait for its turn, it would wait for ever.
    expect(await addresses(db)).toEqual(['before'])
  })
  expect(await addresses(db)).toEqual(['before', 'inside'])
})

it('writes one after another, in the order they came', async () => {
  const order: number[] = []
  const writes = Array.from({ length: 20 }, (_, i) =>
    db.transaction().execute(async (trx) => {
      order.push(i)
      await addresses(trx)
      await insert(trx, `address-${i}`)
    }),
  )
  await Promise.all(writes)
  expect(order).toEqual(Array.from({ length: 20 }, (_, i) => i))
  expect(await addresses(db)).toHaveLength(20)
})

it('goes on after a transaction that failed, and has nothing of it', async () => {
  const failed = db.transaction().execute(async (trx) => {
    await insert(trx, 'lost')
    throw new Error('changed my mind')
  })
  await expect(failed).rejects.toThrow('changed my mind')
  await insert(db, 'kept')
  expect(await addresses(db)).toEqual(['kept'])
})
