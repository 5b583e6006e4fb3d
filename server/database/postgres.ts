import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { withStatistics } from '#server/database/pool-statistics.ts'
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
  return new PooledDialect(openPool(url, patient))
}

class PooledDialect extends PostgresDialect {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    super({ pool: cautious(pool) })
    this.#pool = pool
  }

  override createAdapter() {
    return withStatistics(super.createAdapter(), () => ({
      size: this.#pool.totalCount,
      idle: this.#pool.idleCount,
      waiting: this.#pool.waitingCount,
    }))
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

/**
 * A connection whose statement was neither done nor refused by the database (no answer in time, a broken line) may still be
 * in the middle of a transaction: it takes no more statements and never goes back into the pool.
 */
function cautious(pool: pg.Pool): PostgresPool {
  return {
    async connect() {
      const client = await pool.connect()
      let broken: Error | undefined
      // A line that breaks between two statements is told as an event, and one that nobody listens to ends the process.
      const onBreak = (error: Error) => (broken ??= error)
      client.on('error', onBreak)
      const guarded = {
        async query(text: string, values: readonly unknown[]) {
          if (broken) throw broken
          try {
            return await client.query({ text, values: [...values], name: nameOfPrepared(text) })
          } catch (error) {
            if (error instanceof Error && !(error instanceof pg.DatabaseError)) broken = error
            throw error
          }
        },
        release() {
          client.off('error', onBreak)
          client.release(broken)
        },
      }
      // All that Kysely calls; its own type also knows cursors, which nobody here opens.
      return guarded as unknown as PostgresPoolClient
    },
    end: () => pool.end(),
  }
}
