import { sql, type Kysely, type Migration } from 'kysely'

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('user_account')
    .addColumn('limited_to_services', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema
    .createTable('user_service')
    .addColumn('client_id', 'integer', (column) => column.notNull().references('client.id'))
    .addColumn('user_id', 'integer', (column) => column.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('service_id', 'integer', (column) => column.notNull().references('service.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('user_service_key', ['client_id', 'user_id', 'service_id'])
    .modifyEnd(sql`strict, without rowid`)
    .execute()
  await db.schema.createIndex('user_service_by_user').on('user_service').column('user_id').execute()
  await db.schema.createIndex('user_service_by_service').on('user_service').column('service_id').execute()
}

export const permittedServices: Migration = { up }
