import { mkdirSync } from 'node:fs'
import path from 'node:path'
import SQLite from 'better-sqlite3'
import { CompiledQuery, SqliteAdapter, SqliteDialect, SqliteDriver, type DatabaseConnection } from 'kysely'
import { withStatistics, type PoolStatistics } from '#server/database/pool-statistics.ts'

/** The folder that is none: the database lives in memory. */
export const IN_MEMORY = ':memory:'

// How long a process waits for another that writes to the same file.
const BUSY_TIMEOUT_MS = 5000

export const sqliteFile = (dataDir: string) => path.join(dataDir, 'agent-console.sqlite')

/** SQLite on the file in a folder, which is created where it is missing. */
export function sqliteDialect(dataDir: string): SqliteDialect {
  return new OneFileDialect({ database: openFile(dataDir) })
}

function openFile(dataDir: string) {
  if (dataDir !== IN_MEMORY) mkdirSync(dataDir, { recursive: true })
  const sqlite = new SQLite(dataDir === IN_MEMORY ? IN_MEMORY : sqliteFile(dataDir))
  sqlite.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  sqlite.pragma('journal_mode = WAL')
  // FULL: what was acknowledged survives a power cut, not just a crash of the process.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  return sqlite
}

/** Several processes may share the file: each transaction waits its turn before it reads, and a migration is one transaction. */
class OneFileDialect extends SqliteDialect {
  readonly #config: ConstructorParameters<typeof SqliteDialect>[0]
  /** Of the one connection. */
  readonly #statistics: PoolStatistics = { size: 1, idle: 1, waiting: 0 }

  constructor(config: ConstructorParameters<typeof SqliteDialect>[0]) {
    super(config)
    this.#config = config
  }

  override createDriver() {
    return new WaitingDriver(this.#config, this.#statistics)
  }

  override createAdapter() {
    return withStatistics(new TransactionalAdapter(), () => this.#statistics)
  }
}

class WaitingDriver extends SqliteDriver {
  readonly #statistics: PoolStatistics

  constructor(config: ConstructorParameters<typeof SqliteDialect>[0], statistics: PoolStatistics) {
    super(config)
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
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}
