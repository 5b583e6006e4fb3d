import type { Kysely, Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'
import { fillNameKeys, type NamedUsers } from '#server/database/name-keys.ts'

/** Makes user names unique regardless of case and Unicode form. Existing duplicates stay. */
async function up(db: Kysely<unknown>): Promise<void> {
  const { text } = columnsFor(db)
  // Null for users that a copy of an earlier version creates during an upgrade. The next start fills it in.
  await db.schema.alterTable('user_account').addColumn('name_key', text).execute()
  await db.schema
    .createIndex('user_account_name_key')
    .on('user_account')
    .columns(['client_id', 'name_key'])
    .unique()
    .execute()
  await fillNameKeys(db.withTables<NamedUsers>())
}

export const userNames: Migration = { up }
