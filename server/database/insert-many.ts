import { sql, type Insertable } from 'kysely'
import { isPostgres } from '#server/database/dialect.ts'
import type { Database, Tables } from '#server/database/tables.ts'

/** SQLite binds 32,766 values in a statement. */
const VALUES_AT_ONCE = 32_000

/** Inserts any number of rows of one shape. */
export async function insertMany<Table extends keyof Tables>(
  db: Database,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const atOnce = Math.floor(VALUES_AT_ONCE / columns.length)
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce)
    await (isPostgres(db) ? insertAsJson(db, table, columns, some) : db.insertInto(table).values(some).execute())
  }
}

/** One value for all rows: PostgreSQL takes longer to read a statement with thousands of values than to insert them. */
async function insertAsJson(db: Database, table: string, columns: readonly string[], rows: readonly object[]) {
  const names = sql.join(columns.map((column) => sql.ref(column)))
  await sql`
    insert into ${sql.table(table)} (${names})
    select ${names} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)})`.execute(db)
}
