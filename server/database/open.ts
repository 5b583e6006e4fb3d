import { Kysely, type Dialect } from 'kysely'
import { migrate } from '#server/database/migrate.ts'
import { postgresDialect } from '#server/database/postgres.ts'
import { endPatience, sqliteDialect } from '#server/database/sqlite.ts'
import type { Database, Tables } from '#server/database/tables.ts'

/** A folder for the SQLite file, or the URL of a PostgreSQL database. */
export type DatabaseLocation = { dataDir: string } | { url: string }

/**
 * Opens (or creates) a database, brings its tables up to date and prepares it for the first request. That may take long: no time
 * limit holds, and of several copies that start at once, one waits for another. `destroy()` closes it.
 */
export async function openDatabase(
  location: DatabaseLocation,
  prepare: (db: Database) => Promise<void> = async () => {},
): Promise<Database> {
  if ('url' in location) {
    const patient = open(postgresDialect(location.url, { patient: true }))
    try {
      await migrate(patient)
      await prepare(patient)
    } finally {
      await patient.destroy()
    }
    return open(postgresDialect(location.url))
  }
  const db = open(sqliteDialect(location.dataDir))
  try {
    await migrate(db)
    await prepare(db)
    await endPatience(db)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** Opens a database without migrating it. */
export const openAsIs = (location: DatabaseLocation): Database =>
  open('url' in location ? postgresDialect(location.url) : sqliteDialect(location.dataDir))

const open = (dialect: Dialect): Database => new Kysely<Tables>({ dialect })
