import { mkdirSync } from 'node:fs'
import path from 'node:path'
import SQLite from 'better-sqlite3'
import {
  CompiledQuery,
  sql,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Kysely,
  type SqliteDialectConfig,
} from 'kysely'
import { withStatistics, type PoolStatistics } from '#server/database/pool-statistics.ts'

/** The folder that is none: the database lives in memory. */
export const IN_MEMORY = ':memory:'

// How long a process waits for another that writes to the same file: while serving, and while both start, when the other may be
// filling it.
const BUSY_TIMEOUT_MS = 5000
const BUSY_TIMEOUT_AT_START_MS = 60_000

export const sqliteFile = (dataDir: string) => path.join(dataDir, 'agent-console.sqlite')

/** SQLite on the file in a folder, which is created where it is missing. */
export function sqliteDialect(dataDir: string): SqliteDialect {
  return new OneFileDialect(openFile(dataDir))
}

function openFile(dataDir: string) {
  if (dataDir !== IN_MEMORY) mkdirSync(dataDir, { recursive: true })
  const sqlite = new SQLite(dataDir === IN_MEMORY ? IN_MEMORY : sqliteFile(dataDir))
  sqlite.pragma(`busy_timeout = ${BUSY_TIMEOUT_AT_START_MS}`)
  sqlite.pragma('journal_mode = WAL')
  // FULL: what was acknowledged survives a power cut, not just a crash of the process.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  return sqlite
}

/** From now on callers wait for this process. */
export async function endPatience<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`pragma busy_timeout = ${sql.lit(BUSY_TIMEOUT_MS)}`.execute(db)
}

/** Several processes may share the file: each transaction waits its turn before it reads, and a migration is one transaction. */
class OneFileDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig
  readonly #sqlite: SQLite.Database
  /** Of the one connection. */
  readonly #statistics: PoolStatistics = { size: 1, idle: 1, waiting: 0 }

  constructor(sqlite: SQLite.Database) {
    const config = { database: sqlite }
    super(config)
    this.#config = config
    this.#sqlite = sqlite
  }

  override createDriver() {
    return new WaitingDriver(this.#config, this.#sqlite, this.#statistics)
  }

  override createAdapter() {
    return withStatistics(new TransactionalAdapter(), () => this.#statistics)
  }
}

class WaitingDriver extends SqliteDriver {
  readonly #sqlite: SQLite.Database
  readonly #statistics: PoolStatistics

  constructor(config: SqliteDialectConfig, sqlite: SQLite.Database, statistics: PoolStatistics) {
    super(config)
    this.#sqlite = sqlite
    this.#statistics = statistics
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#statistics.waiting++
    try {
      return await super.acquireConnection()
    } finally {
      this.#statistics.waiting--
      this.#statistics.idle = 0
    }
  }

  override async releaseConnection(): Promise<void> {
    this.#statistics.idle = 1
    return super.releaseConnection()
  }

  // A transaction that begins by reading could not wait: what it read may be stale by the time it writes, and SQLite refuses.
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  // On a full disk SQLite rolls back by itself; a second time is refused, and that refusal would hide the reason.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#sqlite.inTransaction) await super.rollbackTransaction(connection)
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}
