import { sql, type Kysely, type Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'
import { bringAgentsAlong } from '#server/database/migrations/texts-of-agents.ts'
import { bringNamesAlong } from '#server/database/migrations/texts-of-names.ts'

/**
 * Texts are compared by full case folding of NFC in place of upper case, and agents are found by first name and without accents,
 * too: one table of parts takes the place of two.
 */
async function up(db: Kysely<unknown>): Promise<void> {
  const { whole, text, strictByKey } = columnsFor(db)
  await db.schema.dropIndex('agent_by_login_and_name').execute()
  await db.schema.alterTable('agent').dropColumn('last_name_upper').execute()
  for (const column of ['login_fold', 'last_name_fold', 'sort_name', 'plain'])
    await db.schema
      .alterTable('agent')
      .addColumn(column, text, (each) => each.notNull().defaultTo(''))
      .execute()
  for (const table of ['agent_name_part', 'agent_login_part']) await db.schema.dropTable(table).execute()
  await db.schema
    .createTable('agent_part')
    .addColumn('client_id', whole, (column) => column.notNull().references('client.id'))
    .addColumn('part', text, (column) => column.notNull())
    .addColumn('login_id', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('agent_part_key', ['client_id', 'part', 'login_id'])
    .$call(strictByKey)
    .execute()
  await sql`alter table agent_skill rename column name_upper to name_key`.execute(db)

  await bringAgentsAlong(db.withTables())
  await bringNamesAlong(db.withTables(), 'agent_skill', 'name')
  await bringNamesAlong(db.withTables(), 'user_account', 'user_name')

  // In the order of the list, with the columns that a search by one or two letters compares: agents who do not match are never
  // read.
  await db.schema
    .createIndex('agent_by_login_and_name')
    .on('agent')
    .columns(['client_id', 'login_id', 'login_fold', 'last_name_fold'])
    .execute()
}

export const texts: Migration = { up }
