import { PostgresAdapter, type Kysely } from 'kysely'

/** Which of the two engines a database is on. Few may ask: SQL is written in what both speak. */
export const isPostgres = <Tables>(db: Kysely<Tables>): boolean => db.getExecutor().adapter instanceof PostgresAdapter

/**
 * Locks the rows that a transaction reads in order to change them, until it ends: `query.$call(forUpdate(trx))`. Without a
 * transaction it is a plain read. SQLite needs no such lock, its transactions come one after another.
 */
export const forUpdate =
  <Tables>(db: Kysely<Tables>) =>
  <Query extends { forUpdate(): Query }>(query: Query): Query =>
    db.isTransaction && isPostgres(db) ? query.forUpdate() : query
