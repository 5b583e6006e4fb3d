import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { StartRefused } from '#server/config.ts'

const FOR_ITS_OWNER_ALONE = 0o600
const FOR_OTHERS = 0o077

/** A database, its log beside it, and those that a restore put aside. */
const DATABASES = /^agent-console\..*sqlite/

/**
 * Makes the folder and the file of a database that are not there yet, and closes what is there to others, whatever an earlier version
 * left: it holds password hashes. SQLite gives its log the rights of the file.
 */
export function keepForOwner(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  createFile(file)
  closeDatabases(path.dirname(file))
}

/** One that is there is not opened: to close it again would end the locks that this process has on it through SQLite. */
function createFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', FOR_ITS_OWNER_ALONE))
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  }
}

/** Lets nobody but their owner read the databases of a folder. Throws `StartRefused` for one of another user, who alone can do that. */
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
        `Others can read ${file}, which belongs to another user: have that one forbid it (chmod 600).`,
      )
    // The log of a server that ends at this moment.
    if (!hasCode(error, 'ENOENT')) throw error
  }
}

const hasCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code
