import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { withEngine, type Engine, type PoolStatistics } from '#server/database/engine.ts'
import { nameOfPrepared } from '#server/database/prepared.ts'

/** Per copy of the server; PostgreSQL itself allows 100 unless told otherwise. */
const CONNECTIONS = 10
const CONNECT_TIMEOUT_MS = 3000
/** The database gives a statement up. */
const STATEMENT_TIMEOUT_MS = 5000
/** We give a statement up that a hung database does not answer. */
const ANSWER_TIMEOUT_MS = 6000

interface PostgresOptions {
  /** Few statements take long, and these are waited for: a migration's. */
  patient?: boolean
}

/** PostgreSQL at a URL, through a pool. No connection is made before the first statement. */
export function postgresDialect(url: string, { patient = false }: PostgresOptions = {}): PostgresDialect {
  return new PooledDialect(new CautiousPool(openPool(url, patient)))
}

class PooledDialect extends PostgresDialect {
  readonly #pool: CautiousPool

  constructor(pool: CautiousPool) {
    super({ pool })
    this.#pool = pool
  }

  override createAdapter() {
    return withEngine(super.createAdapter(), this.#pool)
  }
}

function openPool(url: string, patient: boolean): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'agent-console',
    max: patient ? 1 : CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    types: { getTypeParser },
    ...(!patient && { statement_timeout: STATEMENT_TIMEOUT_MS, query_timeout: ANSWER_TIMEOUT_MS }),
  })
  // An idle connection that breaks is taken out of the pool; the next statement gets another.
  pool.on('error', () => undefined)
  return pool
}

/** Ids and times are bigint there and numbers here: both stay below 2^53. */
const getTypeParser: typeof pg.types.getTypeParser = (oid, format) =>
  oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)

/** Hands out connections, and lets go of those that broke. */
class CautiousPool implements PostgresPool, Engine {
  readonly #pool: pg.Pool
  readonly #guarded = new WeakMap<pg.PoolClient, GuardedClient>()

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async connect(): Promise<PostgresPoolClient> {
    // All that Kysely calls; its own type also knows cursors, which nobody here opens.
    return (await this.#connect()) as unknown as PostgresPoolClient
  }

  async #connect(): Promise<GuardedClient> {
    const client = await this.#pool.connect()
    const guarded = this.#guarded.get(client) ?? new GuardedClient(client)
    this.#guarded.set(client, guarded)
    return guarded
  }

  async read(sql: string, parameters: readonly unknown[]): Promise<readonly unknown[]> {
    const client = await this.#connect()
    try {
      return (await client.query(sql, parameters)).rows
    } finally {
      client.release()
    }
  }

  statistics(): PoolStatistics {
    return { size: this.#pool.totalCount, idle: this.#pool.idleCount, waiting: this.#pool.waitingCount }
  }

  end(): Promise<void> {
    return this.#pool.end()
  }
}

/**
 * A connection whose statement was neither done nor refused by the database (no answer in time, a broken line) may still be
 * in the middle of a transaction: it takes no more statements and never goes back into the pool.
 */
class GuardedClient {
  readonly #client: pg.PoolClient
  #broken: Error | undefined

  constructor(client: pg.PoolClient) {
    this.#client = client
    // A line that breaks between two statements is told as an event, and one that nobody listens to ends the process.
    client.on('error', (error) => (this.#broken ??= error))
  }

  async query(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    if (this.#broken) throw this.#broken
    try {
      return await this.#client.query({ text, values: [...values], name: nameOfPrepared(text) })
    } catch (error) {
      if (error instanceof Error && !(error instanceof pg.DatabaseError)) this.#broken = error
      throw error
    }
  }

  release(): void {
    this.#client.release(this.#broken)
  }
}
