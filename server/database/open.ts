import { Kysely, type Dialect } from 'kysely'
import { migrate } from '#server/database/migrate.ts'
import { postgresDialect } from '#server/database/postgres.ts'
import { sqliteDialect } from '#server/database/sqlite.ts'
import type { Tables } from '#server/database/tables.ts'

export type Database = Kysely<Tables>

/** A folder for the SQLite file, or the URL of a PostgreSQL database. */
export type DatabaseLocation = { dataDir: string } | { url: string }

/** Opens (or creates) a database and brings its tables up to date. `destroy()` closes it. */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  if ('url' in location) {
    const migrating = open(postgresDialect(location.url, { patient: true }))
    try {
      await migrate(migrating)
    } finally {
      await migrating.destroy()
    }
    return open(postgresDialect(location.url))
  }
  const db = open(sqliteDialect(location.dataDir))
  try {
    await migrate(db)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

const open = (dialect: Dialect): Database => new Kysely<Tables>({ dialect })
