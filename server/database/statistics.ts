import { sql } from 'kysely'
import { isPostgres } from '#server/database/dialect.ts'
import type { Database } from '#server/database/tables.ts'

/**
 * To be called when much was written at once, outside a transaction. PostgreSQL plans by statistics, and would gather them by
 * itself only a minute or more later; until then every search and every list would be planned for empty tables.
 */
export async function gatherStatistics(db: Database): Promise<void> {
  if (isPostgres(db)) await sql`vacuum analyze`.execute(db)
}
