import { sql, type Kysely, type Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'
import { isPostgres } from '#server/database/dialect.ts'

/**
 * Letters in the middle of a login ID lead to few agents, and an index of all three letters in a row finds these; PostgreSQL has
 * one since the migration before. Those of a last name lead to the more agents the more there are: they have a table, which leads
 * to them in the order of the list.
 */
async function up(db: Kysely<unknown>): Promise<void> {
  await createNameParts(db)
  if (isPostgres(db)) await sql`drop index agent_by_part_of_last_name_upper`.execute(db)
  else await indexLoginIds(db)
}

async function createNameParts(db: Kysely<unknown>): Promise<void> {
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

/** The index holds no text of its own: what it says of an agent is in `agent`, and triggers keep it so. */
async function indexLoginIds(db: Kysely<unknown>): Promise<void> {
  await sql`
    create virtual table agent_text using fts5
      (login_id, content = 'agent', content_rowid = 'id', tokenize = 'trigram case_sensitive 1')`.execute(db)
  await sql`insert into agent_text (agent_text) values ('rebuild')`.execute(db)

  const add = sql`insert into agent_text (rowid, login_id) values (new.id, new.login_id);`
  const remove = sql`insert into agent_text (agent_text, rowid, login_id) values ('delete', old.id, old.login_id);`
  await sql`create trigger agent_text_insert after insert on agent begin ${add} end`.execute(db)
  await sql`create trigger agent_text_delete after delete on agent begin ${remove} end`.execute(db)
  await sql`
    create trigger agent_text_update after update on agent when old.login_id <> new.login_id
    begin ${remove} ${add} end`.execute(db)
}

export const search: Migration = { up }
