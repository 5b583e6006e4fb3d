import type SQLite from 'better-sqlite3'
import { SelectQueryNode, type CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { PoolStatistics } from '#server/database/pool-statistics.ts'

/**
 * SQLite as a server needs it. Writes take turns on one connection, a transaction for as long as it lasts. Reads that are in no
 * transaction have a connection of their own: they wait for nobody, and see what was committed. A database in memory has no
 * second connection; there, reads take their turn too.
 */
export class SqliteDriver implements Driver {
  /** Of the connection that writes. */
  readonly statistics: PoolStatistics = { size: 1, idle: 1, waiting: 0 }
  readonly #writer: Connection
  readonly #reader: Connection | undefined
  #lastTurn = Promise.resolve()

  constructor(writer: SQLite.Database, reader: SQLite.Database | undefined) {
    this.#writer = new Connection(writer)
    this.#reader = reader && new Connection(reader)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Lease> {
    return new Lease(this.#writer, this.#reader, () => this.#takeTurn())
  }

  /** Answers what ends the turn. */
  async #takeTurn(): Promise<() => void> {
    const { statistics } = this
    const before = this.#lastTurn
    let end = () => {}
    this.#lastTurn = new Promise((resolve) => (end = resolve))
    statistics.waiting++
    await before
    statistics.waiting--
    statistics.idle = 0
    return () => {
      statistics.idle = 1
      end()
    }
  }

  async beginTransaction(lease: Lease): Promise<void> {
    await lease.takeTurn()
    // A transaction that begins by reading could not wait for another process: what it read may be stale by the time it writes,
    // and SQLite refuses.
    this.#writer.run('begin immediate')
  }

  async commitTransaction(): Promise<void> {
    this.#writer.run('commit')
  }

  // On a full disk SQLite rolls back by itself; a second time is refused, and that refusal would hide the reason.
  async rollbackTransaction(): Promise<void> {
    if (this.#writer.sqlite.inTransaction) this.#writer.run('rollback')
  }

  async releaseConnection(lease: Lease): Promise<void> {
    lease.endTurn()
  }

  async destroy(): Promise<void> {
    this.#reader?.sqlite.close()
    this.#writer.sqlite.close()
  }
}

// Every statement of the server, and some of the inserts whose rows vary in number.
const STATEMENTS_KEPT = 300

/** Its statements are compiled when they are first run, and not each time. */
class Connection {
  readonly sqlite: SQLite.Database
  readonly #statements: LRUCache<string, Statement>

  constructor(sqlite: SQLite.Database) {
    this.sqlite = sqlite
    this.#statements = new LRUCache({ max: STATEMENTS_KEPT, memoMethod: (text) => compile(sqlite, text) })
  }

  run(text: string, parameters: readonly unknown[] = []): QueryResult<unknown> {
    const { statement, columns } = this.#statements.memo(text)
    if (columns) return { rows: statement.all(parameters).map((values) => toRow(columns, values)) }
    const { changes, lastInsertRowid } = statement.run(parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }
}

type Values = readonly unknown[]

interface Statement {
  statement: SQLite.Statement<unknown[], Values>
  /** The names of what it answers; undefined for one that answers no rows. */
  columns: readonly string[] | undefined
}

function compile(sqlite: SQLite.Database, text: string): Statement {
  const statement = sqlite.prepare<unknown[], Values>(text)
  if (!statement.reader) return { statement, columns: undefined }
  // As objects the driver takes nearly twice as long for its rows.
  statement.raw()
  return { statement, columns: statement.columns().map(({ name }) => name) }
}

function toRow(columns: readonly string[], values: Values): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (let i = 0; i < columns.length; i++) row[columns[i] as string] = values[i]
  return row
}

/** What one statement, or one transaction, is given. */
class Lease implements DatabaseConnection {
  readonly #writer: Connection
  readonly #reader: Connection | undefined
  readonly #waitForTurn: () => Promise<() => void>
  #endTurn: (() => void) | undefined

  constructor(writer: Connection, reader: Connection | undefined, waitForTurn: () => Promise<() => void>) {
    this.#writer = writer
    this.#reader = reader
    this.#waitForTurn = waitForTurn
  }

  async takeTurn(): Promise<void> {
    this.#endTurn ??= await this.#waitForTurn()
  }

  endTurn(): void {
    this.#endTurn?.()
  }

  async executeQuery<Row>({ query, sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const reader = this.#endTurn || !SelectQueryNode.is(query) ? undefined : this.#reader
    if (!reader) await this.takeTurn()
    // Kysely knows the rows of its own queries.
    return (reader ?? this.#writer).run(sql, parameters) as QueryResult<Row>
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery(query)
  }
}
