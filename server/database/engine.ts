import type { DialectAdapter } from 'kysely'
import type { Database } from '#server/database/tables.ts'

/** Of the connections that a process has to its database. */
export interface PoolStatistics {
  size: number
  idle: number
  /** Queries and transactions that have none yet. */
  waiting: number
}

/** The abilities of a database beyond Kysely's dialect. */
export interface Engine {
  statistics: () => PoolStatistics
  /** Runs a query outside a transaction. The way through Kysely takes longer than many queries. */
  read: (sql: string, parameters: readonly unknown[]) => Promise<readonly unknown[]>
}

// The adapter is the one visible part of a database's dialect.
const engines = new WeakMap<DialectAdapter, Engine>()

/** Returns a dialect's adapter that knows the engine of the database opened with it. */
export function withEngine<Adapter extends DialectAdapter>(adapter: Adapter, engine: Engine): Adapter {
  engines.set(adapter, engine)
  return adapter
}

/** Throws for a database opened with a foreign dialect. */
export function engineOf(db: Database): Engine {
  const engine = engines.get(db.getExecutor().adapter)
  if (!engine) throw new Error('Not a database of this server')
  return engine
}
