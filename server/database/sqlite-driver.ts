import type SQLite from 'better-sqlite3'
import { SelectQueryNode, type CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Engine, PoolStatistics } from '#server/database/engine.ts'

/**
 * SQLite as a server needs it. Writes take turns on one connection, for a whole transaction. Reads outside a transaction have a
 * second connection: they wait for nobody, and see committed data. A database in memory has no second connection; there, reads
 * take their turn too.
 */
export class SqliteDriver implements Driver, Engine {
  /** Of the connection that writes. */
  readonly #statistics: PoolStatistics = { size: 1, idle: 1, waiting: 0 }
  readonly #writer: Connection
  readonly #reader: Connection | undefined
  #lastTurn = Promise.resolve()

  constructor(writer: SQLite.Database, reader: SQLite.Database | undefined) {
    this.#writer = new Connection(writer)
    this.#reader = reader && new Connection(reader)
  }

  statistics(): PoolStatistics {
    return this.#statistics
  }

  async read(sql: string, parameters: readonly unknown[]): Promise<readonly unknown[]> {
    if (this.#reader) return this.#reader.run(sql, parameters).rows
    const endTurn = await this.#takeTurn()
    try {
      return this.#writer.run(sql, parameters).rows
    } finally {
      endTurn()
    }
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Lease> {
    return new Lease(this.#writer, this.#reader, () => this.#takeTurn())
  }

  /** Returns a function that ends the turn. */
  async #takeTurn(): Promise<() => void> {
    const statistics = this.#statistics
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
    // A transaction that begins by reading could not wait for another process: its data may be stale by the time it writes, and
    // SQLite refuses.
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
    const compiled = this.#statements.memo(text)
    const { statement } = compiled
    if (statement.reader) return { rows: rowsOf(compiled, statement.all(parameters)) }
    const { changes, lastInsertRowid } = statement.run(parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }
}

type Values = readonly unknown[]
type Row = Record<string, unknown>

interface Shape {
  columns: readonly string[]
  /** A row without values. */
  blank: Row
}

interface Statement {
  statement: SQLite.Statement<unknown[], Values>
  /** Of its rows, once it has returned some. */
  shape: Shape | undefined
  /** Whether it names its columns: those of a `*` change with the table. */
  namesColumns: boolean
}

function compile(sqlite: SQLite.Database, text: string): Statement {
  const statement = sqlite.prepare<unknown[], Values>(text)
  // As objects the driver takes nearly twice as long for its rows.
  if (statement.reader) statement.raw()
  return { statement, shape: undefined, namesColumns: !text.includes('*') }
}

function shapeOf({ statement }: Statement): Shape {
  const columns = statement.columns().map(({ name }) => name)
  return { columns, blank: Object.fromEntries(columns.map((name) => [name, null])) }
}

// Filling in a copy of a row is several times faster than giving an empty object one column after another.
function rowsOf(compiled: Statement, found: readonly Values[]): Row[] {
  if (!found.length) return []
  // After the run: a connection learns only then that another one changed the tables, and compiles the statement again.
  if (!compiled.shape || !compiled.namesColumns) compiled.shape = shapeOf(compiled)
  const { columns, blank } = compiled.shape
  return found.map((values) => {
    const row = { ...blank }
    for (let i = 0; i < columns.length; i++) row[columns[i] as string] = values[i]
    return row
  })
}

/** The connection of one statement, or of one transaction. */
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
