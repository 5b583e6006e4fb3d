import path from 'node:path'
import SQLite from 'better-sqlite3'
import {
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type Dialect,
  type DialectAdapter,
  type Kysely,
} from 'kysely'
import { withEngine } from '#server/database/engine.ts'
import { keepForOwner } from '#server/database/own-files.ts'
import { SqliteDriver } from '#server/database/sqlite-driver.ts'

/** The folder that is none: the database lives in memory. */
export const IN_MEMORY = ':memory:'

// How long a process waits for another that writes to the same file: while serving, and while both start, when the other may be
// filling it.
const BUSY_TIMEOUT_MS = 5000
const BUSY_TIMEOUT_AT_START_MS = 60_000

export const sqliteFile = (dataDir: string) => path.join(dataDir, 'agent-console.sqlite')

/** SQLite on the file in a folder, which is created where it is missing. */
export function sqliteDialect(dataDir: string): Dialect {
  if (dataDir === IN_MEMORY) return dialectOf(new SqliteDriver(openFile(IN_MEMORY), undefined))
  keepForOwner(sqliteFile(dataDir))
  const writer = openFile(sqliteFile(dataDir))
  const reader = openFile(sqliteFile(dataDir))
  reader.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  reader.pragma('query_only = on')
  return dialectOf(new SqliteDriver(writer, reader))
}

function openFile(file: string) {
  const sqlite = new SQLite(file)
  sqlite.pragma(`busy_timeout = ${BUSY_TIMEOUT_AT_START_MS}`)
  sqlite.pragma('journal_mode = WAL')
  // FULL: an acknowledged write survives a power cut, not just a crash of the process.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  return sqlite
}

/** From now on callers wait for this process. */
export async function endPatience<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`pragma busy_timeout = ${sql.lit(BUSY_TIMEOUT_MS)}`.execute(db)
}

const dialectOf = (driver: SqliteDriver): Dialect => ({
  createDriver: () => driver,
  createAdapter: (): DialectAdapter => withEngine(new TransactionalAdapter(), driver),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
})

/** Several processes may share the file: a migration is one transaction, and each waits its turn before it reads. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}
