import { sql, type Kysely, type Migration } from 'kysely'
import { isPostgres } from '#server/database/dialect.ts'

/**
 * An index of all three letters in a row, as PostgreSQL has one since the migration before. It holds no text of its own: what it
 * says of an agent is in `agent`, and triggers keep it so.
 */
async function up(db: Kysely<unknown>): Promise<void> {
  if (isPostgres(db)) return
  await sql`
    create virtual table agent_text using fts5
      (login_id, last_name_upper, content = 'agent', content_rowid = 'id', tokenize = 'trigram case_sensitive 1')`.execute(
    db,
  )
  await sql`insert into agent_text (agent_text) values ('rebuild')`.execute(db)

  const add = sql`
    insert into agent_text (rowid, login_id, last_name_upper) values (new.id, new.login_id, new.last_name_upper);`
  const remove = sql`
    insert into agent_text (agent_text, rowid, login_id, last_name_upper)
    values ('delete', old.id, old.login_id, old.last_name_upper);`
  await sql`create trigger agent_text_insert after insert on agent begin ${add} end`.execute(db)
  await sql`create trigger agent_text_delete after delete on agent begin ${remove} end`.execute(db)
  await sql`
    create trigger agent_text_update after update on agent
    when old.login_id <> new.login_id or old.last_name_upper <> new.last_name_upper
    begin ${remove} ${add} end`.execute(db)
}

export const search: Migration = { up }
