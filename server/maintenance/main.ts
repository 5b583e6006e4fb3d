import path from 'node:path'
import { parseArgs } from 'node:util'
import { parseConfig, StartRefused, type Config } from '#server/config.ts'
import { COMPILE_SQLITE, isRefusedByDatabase, isSqliteMissing } from '#server/database/failures.ts'
import { openDatabase } from '#server/database/open.ts'
import { backUp } from '#server/maintenance/backup.ts'
import { copyToPostgres } from '#server/maintenance/copy-to-postgres.ts'
import { Refused } from '#server/maintenance/refused.ts'
import { restore } from '#server/maintenance/restore.ts'
import { runUser } from '#server/maintenance/user-command.ts'
import { isSqliteError } from '#server/maintenance/snapshot.ts'
import { ApiFailure } from '#server/operations/api-failure.ts'

// Files that a command creates are private to its user.
process.umask(0o077)

const [command = '', ...args] = process.argv.slice(2)

try {
  const { values, positionals } = parseArgs({ args, options: { replace: { type: 'boolean' } }, allowPositionals: true })
  const config = parseConfig(process.env)
  const dataDir = path.resolve(config.DATA_DIR)
  if (values.replace && command !== 'restore') throw new Refused('Only restore has the option --replace.')
  switch (command) {
    case 'backup':
      await runBackup(dataDir, config, fileOf(positionals))
      break
    case 'restore':
      runRestore(dataDir, config, fileOf(positionals), values.replace ?? false)
      break
    case 'copy-to-postgres':
      requireNothing(positionals)
      await runCopy(dataDir, config)
      break
    case 'migrate':
      requireNothing(positionals)
      await runMigrate(config)
      break
    case 'user':
      console.log(await runUser(config, positionals))
      break
    default:
      throw new Refused('The commands are backup, restore, copy-to-postgres, migrate and user.')
  }
} catch (error) {
  console.error(sentenceOf(error))
  process.exitCode = 1
}

function fileOf([file, ...more]: readonly string[]): string {
  if (file === undefined || more.length > 0) throw new Refused(`Name one file: npm run ${command} -- FILE`)
  return path.resolve(file)
}

function requireNothing(positionals: readonly string[]): void {
  if (positionals.length > 0)
    throw new Refused(`${command} takes no arguments: environment variables name the databases.`)
}

async function runBackup(dataDir: string, config: Config, file: string): Promise<void> {
  requireSqlite(config)
  const bytes = await backUp(dataDir, file)
  console.log(`Backed up ${dataDir} to ${file}: ${bytes.toLocaleString('en')} bytes, checked.`)
}

function runRestore(dataDir: string, config: Config, file: string, replace: boolean): void {
  requireSqlite(config)
  const aside = restore(file, dataDir, { replace, now: Date.now() })
  console.log(`Restored ${file} to ${dataDir}. Everybody has to sign in again.`)
  if (aside !== undefined) console.log(`What was there is now ${aside}`)
}

function requireSqlite({ DATABASE_URL: url }: Config): void {
  if (url !== undefined)
    throw new Refused('DATABASE_URL is set: a PostgreSQL database is backed up by pg_dump, and restored by pg_restore.')
}

async function runCopy(dataDir: string, { DATABASE_URL: url }: Config): Promise<void> {
  if (url === undefined) throw new Refused('Set DATABASE_URL to an empty PostgreSQL database.')
  console.log(
    `Copying ${dataDir} as it is at ${new Date().toISOString()}: what is written to it from now on is not copied.`,
  )
  const tables = await copyToPostgres(dataDir, url)
  const width = Math.max(...tables.map(({ name }) => name.length))
  for (const { name, rows, checksum } of tables)
    console.log(`${name.padEnd(width)}  ${rows.toLocaleString('en').padStart(12)}  ${checksum.slice(0, 16)}  equal`)
  console.log(
    `Copied ${tables.length} tables; read back from PostgreSQL, each has the same rows and the same checksum.`,
  )
}

/** For servers whose database role may not alter tables. Others do this at their start. */
async function runMigrate({ DATABASE_URL: url }: Config): Promise<void> {
  if (url === undefined)
    throw new Refused('Set DATABASE_URL to a PostgreSQL database, with the role that owns its tables.')
  await (await openDatabase({ url })).destroy()
  console.log('The tables are up to date.')
}

/** The caller of the command can put these right; anything else is a defect, and its trace helps. */
function sentenceOf(error: unknown): unknown {
  if (error instanceof Refused || error instanceof StartRefused) return error.message
  if (isSqliteMissing(error)) return `It was not done: ${COMPILE_SQLITE}.`
  if (error instanceof ApiFailure) return `It was not done: ${error.message}.`
  if (isRefusedByDatabase(error)) return `It was not done: the database refuses (${error.message}).`
  if (isSqliteError(error, 'SQLITE')) return `It was not done: ${error.message} (${error.code}).`
  if (error instanceof Error && ('syscall' in error || ('code' in error && String(error.code).startsWith('ERR_PARSE'))))
    return `It was not done: ${error.message}.`
  return error
}
