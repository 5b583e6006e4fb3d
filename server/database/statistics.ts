import { sql } from 'kysely'
import { isPostgres } from '#server/database/dialect.ts'
import type { Database } from '#server/database/tables.ts'

/**
 * Call it after many writes at once, outside a transaction. PostgreSQL plans by statistics, and would gather them by itself only
 * a minute or more later; until then it would plan every search and every list for empty tables.
 */
export async function gatherStatistics(db: Database): Promise<void> {
  if (isPostgres(db)) await sql`vacuum analyze`.execute(db)
}
