import { sql, type Kysely, type Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'

/** Lets a bulk change start at a time, and be taken back at one. */
async function up(db: Kysely<unknown>): Promise<void> {
  const { whole, text, strictByKey } = columnsFor(db)
  const table = db.schema.alterTable('bulk_change')
  await table.addColumn('start_at', whole).execute()
  await table.addColumn('take_back_at', whole).execute()
  await table.addColumn('time_zone', text).execute()
  await table.addColumn('take_back', text).execute()
  await table.addColumn('by_system', whole, (column) => column.notNull().defaultTo(0)).execute()
  await db.schema
    .createIndex('bulk_change_scheduled')
    .on('bulk_change')
    .column('start_at')
    .where(sql.ref('status'), '=', sql.lit('Scheduled'))
    .execute()
  await db.schema
    .createIndex('bulk_change_to_take_back')
    .on('bulk_change')
    .column('take_back_at')
    .where(sql.ref('take_back'), '=', sql.lit('pending'))
    .execute()
  await db.schema
    .createTable('temporary_value')
    .addColumn('agent_id', whole, (column) => column.notNull())
    .addColumn('field', text, (column) => column.notNull())
    .addColumn('object_id', whole, (column) => column.notNull())
    .addColumn('bulk_change_id', whole, (column) => column.notNull())
    .addColumn('item', whole, (column) => column.notNull())
    .addPrimaryKeyConstraint('temporary_value_key', ['agent_id', 'field', 'object_id'])
    .$call(strictByKey)
    .execute()
  await db.schema
    .createIndex('temporary_value_by_bulk_change')
    .on('temporary_value')
    .columns(['bulk_change_id', 'item'])
    .execute()
  await db.schema.alterTable('change').addColumn('for_name', text).execute()
}

export const inTime: Migration = { up }
