import { mkdirSync } from 'node:fs'
import path from 'node:path'
import SQLite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { migrate } from '#server/database/migrate.ts'
import type { Tables } from '#server/database/tables.ts'

export type Database = Kysely<Tables>

export const IN_MEMORY = ':memory:'

/** Opens (or creates) the SQLite file in a folder and brings its tables up to date. `destroy()` closes it. */
export async function openDatabase(dataDir: string): Promise<Database> {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: openSqlite(dataDir) }) })
  try {
    await migrate(db)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

function openSqlite(dataDir: string) {
  if (dataDir !== IN_MEMORY) mkdirSync(dataDir, { recursive: true })
  const sqlite = new SQLite(dataDir === IN_MEMORY ? IN_MEMORY : path.join(dataDir, 'agent-console.sqlite'))
  sqlite.pragma('journal_mode = WAL')
  // FULL: what was acknowledged survives a power cut, not just a crash of the process.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('busy_timeout = 5000')
  return sqlite
}
