import { sql, type Kysely, type Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'
import { isPostgres } from '#server/database/dialect.ts'

/** Adds the parts of login IDs, and every five letters of them, in place of each engine's own index for that. */
async function up(db: Kysely<unknown>): Promise<void> {
  const { whole, text, strictByKey } = columnsFor(db)
  await db.schema
    .createTable('agent_login_part')
    .addColumn('client_id', whole, (column) => column.notNull().references('client.id'))
    .addColumn('part', text, (column) => column.notNull())
    .addColumn('login_id', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('agent_login_part_key', ['client_id', 'part', 'login_id'])
    .$call(strictByKey)
    .execute()
  await sql`
    insert into agent_login_part (client_id, part, login_id)
    with recursive
      place (n) as (select 1 union all select n + 1 from place where n < (select max(length(login_id)) from agent)),
      size (letters) as (select 3 union all select 5)
    select distinct client_id, substr(login_id, n, letters), login_id
    from agent, place, size where n <= length(login_id) - letters + 1`.execute(db)
  await dropEnginesOwn(db)
}

/** A database that was made by an earlier version may have them: the tables in their place do not depend on the engine. */
async function dropEnginesOwn(db: Kysely<unknown>): Promise<void> {
  if (isPostgres(db)) {
    for (const column of ['login_id', 'last_name_upper'])
      await sql`drop index if exists ${sql.id(`agent_by_part_of_${column}`)}`.execute(db)
    return
  }
  for (const event of ['insert', 'update', 'delete'])
    await sql`drop trigger if exists ${sql.id(`agent_text_${event}`)}`.execute(db)
  await sql`drop table if exists agent_text`.execute(db)
}

export const loginParts: Migration = { up }
