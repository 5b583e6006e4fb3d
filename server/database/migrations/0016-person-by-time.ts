import type { Kysely, Migration } from 'kysely'

/** Adds an index for one person's changes within a time. */
async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('change_by_person_time')
    .on('change')
    .columns(['client_id', 'by_kind', 'by_id', 'at', 'id'])
    .execute()
  // It must be created last: if several indexes look equally good, SQLite takes the oldest, and this one is the least selective.
  await db.schema.dropIndex('change_by_time').execute()
  await db.schema.createIndex('change_by_time').on('change').columns(['client_id', 'at', 'id']).execute()
}

export const personByTime: Migration = { up }
