import { sql, type Kysely, type Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'

/** Bounds the reads whose cost grew with every agent: counting a skill's holders, and searching for nobody. */
async function up(db: Kysely<unknown>): Promise<void> {
  const { whole } = columnsFor(db)
  await db.schema
    .alterTable('agent_skill')
    .addColumn('holders', whole, (column) => column.notNull().defaultTo(0))
    .execute()
  await sql`
    update agent_skill set holders =
      (select count(*) from agent_skill_assignment where agent_skill_assignment.agent_skill_id = agent_skill.id)`.execute(
    db,
  )

  // In the order of the list, with all that a search compares: those who do not match are never read.
  await db.schema
    .createIndex('agent_by_login_and_name')
    .on('agent')
    .columns(['client_id', 'login_id', 'last_name_upper'])
    .execute()
}

export const growth: Migration = { up }
