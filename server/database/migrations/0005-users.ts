import { randomUUID } from 'node:crypto'
import type { Kysely, Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'

async function up(db: Kysely<unknown>): Promise<void> {
  const { whole, text } = columnsFor(db)
  await db.schema
    .alterTable('user_account')
    .addColumn('active', whole, (column) => column.notNull().defaultTo(1))
    .execute()

  // No foreign key: a change outlives its object.
  await db.schema.alterTable('change').addColumn('user_id', whole).execute()
  await db.schema.alterTable('change').addColumn('user_name', text).execute()
  await db.schema.createIndex('change_by_user_id_client').on('change').columns(['client_id', 'user_id', 'id']).execute()

  await db.schema
    .alterTable('session')
    .addColumn('id', text, (column) => column.notNull().defaultTo(''))
    .execute()
  await db.schema.alterTable('session').addColumn('address', text).execute()
  await db.schema.alterTable('session').addColumn('user_agent', text).execute()
  await nameSessions(db.withTables<{ session: { token_hash: string; id: string } }>())
  await db.schema.createIndex('session_id').on('session').columns(['client_id', 'id']).unique().execute()
}

/** Sessions stay open. */
async function nameSessions(db: Kysely<{ session: { token_hash: string; id: string } }>): Promise<void> {
  for (const { token_hash } of await db.selectFrom('session').select('token_hash').execute())
    await db.updateTable('session').set({ id: randomUUID() }).where('token_hash', '=', token_hash).execute()
}

export const users: Migration = { up }
