import type { Insertable } from 'kysely'
import type { Database, Tables } from '#server/database/tables.ts'

/** SQLite binds 32,766 values in a statement, PostgreSQL 65,535. */
const VALUES_AT_ONCE = 32_000

/** Inserts any number of rows of one shape. */
export async function insertMany<Table extends keyof Tables>(
  db: Database,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const atOnce = Math.floor(VALUES_AT_ONCE / Object.keys(first).length)
  for (let from = 0; from < rows.length; from += atOnce)
    await db
      .insertInto(table)
      .values(rows.slice(from, from + atOnce))
      .execute()
}
