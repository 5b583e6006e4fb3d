import type { DialectAdapter } from 'kysely'
import type { Database } from '#server/database/open.ts'

/** Of the connections that a process has to its database. */
export interface PoolStatistics {
  size: number
  idle: number
  /** Queries and transactions that have none yet. */
  waiting: number
}

const NONE: PoolStatistics = { size: 0, idle: 0, waiting: 0 }

// The adapter is what a database shows of its dialect, which is what knows the connections.
const sources = new WeakMap<DialectAdapter, () => PoolStatistics>()

/** For a dialect: where the statistics of the database that it opens come from. */
export function withStatistics<Adapter extends DialectAdapter>(adapter: Adapter, read: () => PoolStatistics): Adapter {
  sources.set(adapter, read)
  return adapter
}

export const poolStatistics = (db: Database): PoolStatistics => sources.get(db.getExecutor().adapter)?.() ?? NONE
