import { closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs'
import path from 'node:path'
import SQLite from 'better-sqlite3'
import { knownMigrations } from '#server/database/migrate.ts'
import { sqliteFile } from '#server/database/sqlite.ts'
import { Refused } from '#server/maintenance/refused.ts'

// More pages than a file has: between several steps, a write of another process would begin the copy again.
const ALL_PAGES = 0x7fffffff

/**
 * Copies the database of a folder as it is at one moment, also under writes, into a single new file, and checks the copy. Leaves
 * no file if that fails.
 */
export async function takeSnapshot(dataDir: string, file: string): Promise<void> {
  const source = sqliteFile(dataDir)
  if (!existsSync(source)) throw new Refused(`There is no database in ${dataDir}.`)
  // Nobody else may read it: it holds password hashes.
  closeSync(openSync(file, 'wx', 0o600))
  try {
    // Not read-only: such a one, where no server runs, leaves the files of its log behind.
    const db = new SQLite(source, { fileMustExist: true })
    try {
      await db.backup(file, { progress: () => ALL_PAGES })
    } finally {
      db.close()
    }
    checkDatabase(file)
    flush(file)
  } catch (error) {
    for (const each of [file, `${file}-wal`, `${file}-shm`]) rmSync(each, { force: true })
    throw error
  }
}

/**
 * Throws `Refused` unless a file holds an unharmed database of this version or an earlier one. Leaves it as one file, without a
 * log beside it.
 */
export function checkDatabase(file: string): void {
  const db = new SQLite(file, { fileMustExist: true })
  try {
    db.pragma('journal_mode = delete')
    const damage = db.pragma('integrity_check(1)', { simple: true })
    if (damage !== 'ok') throw new Refused(`${file} is damaged: ${String(damage)}.`)
    const orphans = db.pragma('foreign_key_check')
    if (Array.isArray(orphans) && orphans.length > 0)
      throw new Refused(`${file} is damaged: ${orphans.length} of its rows belong to rows that are not there.`)
    checkMigrations(file, migrationsIn(db))
  } catch (error) {
    if (isSqliteError(error, 'SQLITE_NOTADB', 'SQLITE_CORRUPT'))
      throw new Refused(`${file} is no SQLite database, or a damaged one (${error.message}).`)
    throw error
  } finally {
    db.close()
  }
}

function migrationsIn(db: SQLite.Database): string[] {
  const table = db.prepare("select 1 from sqlite_master where type = 'table' and name = 'kysely_migration'").get()
  if (!table) return []
  // A text column is text.
  return db.prepare('select name from kysely_migration order by name').pluck().all() as string[]
}

function checkMigrations(file: string, migrations: readonly string[]): void {
  const [first] = knownMigrations
  if (first === undefined || !migrations.includes(first)) throw new Refused(`${file} is no database of Agent Console.`)
  const unknown = migrations.find((name) => !knownMigrations.includes(name))
  if (unknown !== undefined)
    throw new Refused(
      `${file} is of a newer version of Agent Console (this one does not know its migration ${unknown}).`,
    )
}

export const isSqliteError = (
  error: unknown,
  ...codes: readonly string[]
): error is InstanceType<typeof SQLite.SqliteError> =>
  error instanceof SQLite.SqliteError && codes.some((code) => error.code === code || error.code.startsWith(`${code}_`))

/** The file's content and its name in its folder survive a power cut from here on. */
export function flush(file: string): void {
  for (const each of [file, path.dirname(file)]) {
    const descriptor = openSync(each, 'r')
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  }
}
