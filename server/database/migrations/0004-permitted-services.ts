import type { Kysely, Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'

async function up(db: Kysely<unknown>): Promise<void> {
  const { whole, strictByKey } = columnsFor(db)
  await db.schema
    .alterTable('user_account')
    .addColumn('limited_to_services', whole, (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema
    .createTable('user_service')
    .addColumn('client_id', whole, (column) => column.notNull().references('client.id'))
    .addColumn('user_id', whole, (column) => column.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('service_id', whole, (column) => column.notNull().references('service.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('user_service_key', ['client_id', 'user_id', 'service_id'])
    .$call(strictByKey)
    .execute()
  await db.schema.createIndex('user_service_by_user').on('user_service').column('user_id').execute()
  await db.schema.createIndex('user_service_by_service').on('user_service').column('service_id').execute()
}

export const permittedServices: Migration = { up }
