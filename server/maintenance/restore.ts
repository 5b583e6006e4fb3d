import {
  chownSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import SQLite from 'better-sqlite3'
import { closeDatabases } from '#server/database/own-files.ts'
import { sqliteFile } from '#server/database/sqlite.ts'
import { Refused } from '#server/maintenance/refused.ts'
import { checkDatabase, flush, isSqliteError } from '#server/maintenance/snapshot.ts'

interface RestoreOptions {
  /** Puts the folder's own files aside, instead of refusing. */
  replace: boolean
  /** Milliseconds since 1970-01-01 GMT. */
  now: number
}

/**
 * Makes a backup the database of a folder that no server uses. Everybody has to sign in again: a session that ended since the
 * backup would otherwise live once more. Returns the place of the former database; undefined if there was none.
 */
export function restore(file: string, dataDir: string, { replace, now }: RestoreOptions): string | undefined {
  if (!existsSync(file)) throw new Refused(`There is no file ${file}.`)
  if (existsSync(`${file}-wal`))
    throw new Refused(`${file} has a log beside it, so it is not the whole: restore a file that the backup made.`)
  const target = sqliteFile(dataDir)
  const isThere = existsSync(target) || existsSync(`${target}-wal`)
  if (isThere && !replace) throw new Refused(`There is a database in ${dataDir}: --replace puts it aside.`)

  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  // A private folder: the copy gets the permissions of the backup, which other users may be allowed to read.
  const folder = mkdtempSync(path.join(dataDir, 'incoming-'))
  const incoming = sqliteFile(folder)
  try {
    copyFileSync(file, incoming)
    closeDatabases(folder)
    checkDatabase(incoming)
    endSessions(incoming)
    giveToOwnerOf(dataDir, incoming)
    flush(incoming)
    if (isThere) return exchange(incoming, target, now)
    // Unlike a rename, this does not overwrite a database that a server made meanwhile.
    linkSync(incoming, target)
    return undefined
  } finally {
    rmSync(folder, { recursive: true })
    closeDatabases(dataDir)
    flush(dataDir)
  }
}

function endSessions(file: string): void {
  const db = new SQLite(file)
  db.prepare('delete from session').run()
  db.close()
}

/** The server is often another user than the one who restores. */
function giveToOwnerOf(folder: string, file: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(folder)
  chownSync(file, uid, gid)
}

/** Puts a file in the place of another, which keeps its content under a new name: there is a whole database at any moment. */
function exchange(incoming: string, target: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-')
  const aside = path.join(path.dirname(target), `agent-console.replaced-${stamp}.sqlite`)
  const release = existsSync(target) ? seize(target) : () => undefined
  try {
    if (existsSync(target)) linkSync(target, aside)
    // Only a damaged database still has them. Beside another they would be taken for that one's.
    for (const suffix of ['-wal', '-shm']) if (existsSync(target + suffix)) renameSync(target + suffix, aside + suffix)
    renameSync(incoming, target)
  } finally {
    release()
  }
  return aside
}

/** Throws `Refused` while anybody else has the database open. Nobody can open it until the returned function is called. */
function seize(file: string): () => void {
  const db = new SQLite(file, { timeout: 0 })
  const release = () => void db.close()
  try {
    // Only the last user of the database can end the log, which brings all of it into the one file.
    db.pragma('journal_mode = delete')
    db.exec('begin exclusive')
  } catch (error) {
    // A damaged one is put aside as it is.
    if (isSqliteError(error, 'SQLITE_NOTADB', 'SQLITE_CORRUPT')) return release
    release()
    if (isSqliteError(error, 'SQLITE_BUSY'))
      throw new Refused(`A server uses ${path.dirname(file)}: stop it first, and start it again afterwards.`)
    throw error
  }
  return release
}
