import { sql, type Kysely, type Migration } from 'kysely'

/** Deletes the hashes of all but the last four passwords: older ones are never compared. */
async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, owner] of [
    ['agent_password_history', 'agent_id'],
    ['user_password_history', 'user_id'],
  ] as const)
    await sql`
      delete from ${sql.table(table)} where id in
        (select id from
          (select id, row_number() over (partition by ${sql.ref(owner)} order by id desc) as place from ${sql.table(table)}) as numbered
        where place > 4)`.execute(db)
}

export const fourPasswords: Migration = { up }
