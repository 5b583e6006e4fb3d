import { sql } from 'kysely'
import { isPostgres } from '#server/database/dialect.ts'
import type { Database } from '#server/database/tables.ts'

const TABLES_WITH_IDS = [
  'client',
  'user_account',
  'call_center',
  'service',
  'agent',
  'agent_skill',
  'agent_password_history',
  'user_password_history',
  'change',
] as const

/**
 * Moves the sequences past ids that inserts have named. PostgreSQL's sequences know only the ids that they gave; SQLite looks at
 * the table.
 */
export async function skipIdsInUse(db: Database): Promise<void> {
  if (!isPostgres(db)) return
  for (const table of TABLES_WITH_IDS)
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${sql.table(table)}))`.execute(
      db,
    )
}
