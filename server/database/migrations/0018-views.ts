import type { Kysely, Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'

async function up(db: Kysely<unknown>): Promise<void> {
  const { whole, text, id, strict } = columnsFor(db)
  await db.schema
    .createTable('agent_view')
    .addColumn('id', whole, id)
    .addColumn('client_id', whole, (column) => column.notNull().references('client.id'))
    .addColumn('user_id', whole, (column) => column.notNull().references('user_account.id').onDelete('cascade'))
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('name_key', text, (column) => column.notNull())
    .addColumn('search', text, (column) => column.notNull())
    .addColumn('columns', text, (column) => column.notNull())
    .addColumn('density', text, (column) => column.notNull())
    .addUniqueConstraint('agent_view_name', ['client_id', 'user_id', 'name_key'])
    .$call(strict)
    .execute()
  await db.schema.createIndex('agent_view_by_user').on('agent_view').column('user_id').execute()
}

export const views: Migration = { up }
