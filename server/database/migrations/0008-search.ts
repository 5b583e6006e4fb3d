import { sql, type Kysely, type Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'

/** Every three letters in a row of a last name lead to those who have them in the order of the list. */
async function up(db: Kysely<unknown>): Promise<void> {
  const { whole, text, strictByKey } = columnsFor(db)
  await db.schema
    .createTable('agent_name_part')
    .addColumn('client_id', whole, (column) => column.notNull().references('client.id'))
    .addColumn('part', text, (column) => column.notNull())
    .addColumn('login_id', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('agent_name_part_key', ['client_id', 'part', 'login_id'])
    .$call(strictByKey)
    .execute()
  await sql`
    insert into agent_name_part (client_id, part, login_id)
    with recursive place (n) as
      (select 1 union all select n + 1 from place where n < (select max(length(last_name_upper)) from agent))
    select distinct client_id, substr(last_name_upper, n, 3), login_id
    from agent join place on n <= length(last_name_upper) - 2`.execute(db)
}

export const search: Migration = { up }
