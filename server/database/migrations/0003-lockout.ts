import { sql, type Kysely, type Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'

async function up(db: Kysely<unknown>): Promise<void> {
  const { whole, text, id, strict, strictByKey } = columnsFor(db)
  await db.schema
    .alterTable('user_account')
    .addColumn('failed_logins', whole, (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema.alterTable('user_account').addColumn('first_failed_at', whole).execute()
  await db.schema.alterTable('user_account').addColumn('locked_until', whole).execute()

  await db.schema
    .createTable('user_password_history')
    .addColumn('id', whole, id)
    .addColumn('client_id', whole, (column) => column.notNull().references('client.id'))
    .addColumn('user_id', whole, (column) => column.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('password_hash', text, (column) => column.notNull())
    .addColumn('set_at', whole, (column) => column.notNull())
    .$call(strict)
    .execute()
  await db.schema
    .createIndex('user_password_history_by_user')
    .on('user_password_history')
    .columns(['user_id', 'id'])
    .execute()
  await sql`
    insert into user_password_history (client_id, user_id, password_hash, set_at)
    select client_id, id, password_hash, password_last_modified from user_account`.execute(db)

  await db.schema
    .createTable('failed_login')
    .addColumn('address', text, (column) => column.primaryKey().notNull())
    .addColumn('since', whole, (column) => column.notNull())
    .addColumn('failures', whole, (column) => column.notNull())
    .$call(strictByKey)
    .execute()
  await db.schema.createIndex('failed_login_by_time').on('failed_login').column('since').execute()
}

export const lockout: Migration = { up }
