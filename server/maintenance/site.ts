import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '#server/config.ts'
import { findMigrations, knownMigrations } from '#server/database/migrate.ts'
import { openAsIs, type DatabaseLocation } from '#server/database/open.ts'
import { sqliteFile } from '#server/database/sqlite.ts'
import type { Database } from '#server/database/tables.ts'
import { Refused } from '#server/maintenance/refused.ts'

/**
 * Runs `work` on the database that a server with the same environment uses. The server may be running. Throws `Refused` if there is
 * no database, or one of another version: only the server migrates it.
 */
export async function onSite<Result>(config: Config, work: (db: Database) => Promise<Result>): Promise<Result> {
  const db = openAsIs(existingLocation(config))
  try {
    await requireThisVersion(db)
    return await work(db)
  } finally {
    await db.destroy()
  }
}

function existingLocation({ DATABASE_URL: url, DATA_DIR }: Config): DatabaseLocation {
  if (url !== undefined) return { url }
  const dataDir = path.resolve(DATA_DIR)
  if (!existsSync(sqliteFile(dataDir))) throw new Refused(`There is no database in ${dataDir}.`)
  return { dataDir }
}

async function requireThisVersion(db: Database): Promise<void> {
  const migrations = await findMigrations(db)
  if (!migrations.length) throw new Refused('The database is empty: start the server once.')
  if (migrations.join() !== knownMigrations.join())
    throw new Refused('The database is of another version of Agent Console: start this version of the server once.')
}
