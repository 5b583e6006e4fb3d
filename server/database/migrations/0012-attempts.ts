import { sql, type Kysely, type Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'

/** Adds attempts to sign in by account and place, and a count of everything that is limited to a rate. */
async function up(db: Kysely<unknown>): Promise<void> {
  const { whole, text, id, strict, strictByKey } = columnsFor(db)
  await db.schema
    .createTable('sign_in_place')
    .addColumn('id', whole, id)
    .addColumn('user_id', whole, (column) => column.references('user_account.id').onDelete('cascade'))
    .addColumn('agent_id', whole, (column) => column.references('agent.id').onDelete('cascade'))
    .addColumn('network', text, (column) => column.notNull())
    .addColumn('known', whole, (column) => column.notNull().defaultTo(0))
    .addColumn('failures', whole, (column) => column.notNull().defaultTo(0))
    .addColumn('first_failed_at', whole)
    .addColumn('wait_until', whole)
    .addColumn('expires_at', whole, (column) => column.notNull())
    .addCheckConstraint('sign_in_place_has_one_owner', sql`(user_id is null) <> (agent_id is null)`)
    .addUniqueConstraint('sign_in_place_of_user', ['user_id', 'network'])
    .addUniqueConstraint('sign_in_place_of_agent', ['agent_id', 'network'])
    .$call(strict)
    .execute()
  await db.schema.createIndex('sign_in_place_by_end').on('sign_in_place').column('expires_at').execute()

  // Replaces failed_login. That table stays, because copies of an earlier version go on using it during an upgrade.
  await db.schema
    .createTable('rate')
    .addColumn('key', text, (column) => column.primaryKey().notNull())
    .addColumn('taken', whole, (column) => column.notNull())
    .addColumn('ends_at', whole, (column) => column.notNull())
    .$call(strictByKey)
    .execute()
  await db.schema.createIndex('rate_by_end').on('rate').column('ends_at').execute()
}

export const attempts: Migration = { up }
