import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { StartRefused } from '#server/config.ts'

const FOR_ITS_OWNER_ALONE = 0o600
const FOR_OTHERS = 0o077

/** Matches a database, its log, and databases that a restore put aside. */
const DATABASES = /^agent-console\..*sqlite/

/**
 * Creates the folder and file of a database if they are missing, and removes other users' rights to existing files, because they hold
 * password hashes. SQLite gives its log the permissions of the database file.
 */
export function keepForOwner(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  createFile(file)
  closeDatabases(path.dirname(file))
}

/** Does not open an existing file: closing it would release the locks that SQLite holds on it in this process. */
function createFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', FOR_ITS_OWNER_ALONE))
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  }
}

/** Makes the databases of a folder private to their owner. Throws `StartRefused` for a file that belongs to another user. */
export function closeDatabases(folder: string): void {
  for (const name of readdirSync(folder)) if (DATABASES.test(name)) closeToOthers(path.join(folder, name))
}

function closeToOthers(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (!stats?.isFile() || (stats.mode & FOR_OTHERS) === 0) return
  try {
    chmodSync(file, FOR_ITS_OWNER_ALONE)
  } catch (error) {
    if (hasCode(error, 'EPERM'))
      throw new StartRefused(
        `Other users can read ${file}, and only its owner can change that: run chmod 600 on it as the owner.`,
      )
    // Another process may have just deleted its log.
    if (!hasCode(error, 'ENOENT')) throw error
  }
}

const hasCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code
