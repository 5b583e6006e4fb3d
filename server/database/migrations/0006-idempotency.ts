import type { Kysely, Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'

async function up(db: Kysely<unknown>): Promise<void> {
  const { whole, text, strictByKey } = columnsFor(db)
  await db.schema
    .createTable('idempotency_key')
    .addColumn('client_id', whole, (column) => column.notNull().references('client.id'))
    .addColumn('owner', text, (column) => column.notNull())
    .addColumn('key', text, (column) => column.notNull())
    .addColumn('request', text, (column) => column.notNull())
    .addColumn('reply', text)
    .addColumn('at', whole, (column) => column.notNull())
    .addPrimaryKeyConstraint('idempotency_key_key', ['client_id', 'owner', 'key'])
    .$call(strictByKey)
    .execute()
  await db.schema.createIndex('idempotency_key_by_time').on('idempotency_key').column('at').execute()
}

export const idempotency: Migration = { up }
