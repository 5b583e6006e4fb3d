import { sql, type Kysely, type Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'

/** Keeps bulk changes: the question, the plan item by item with the values before, and the outcome of each item. */
async function up(db: Kysely<unknown>): Promise<void> {
  const { whole, text, id, strict, strictByKey } = columnsFor(db)
  // The ids of agents, skills, services and people are no foreign keys: a bulk change outlives them.
  await db.schema
    .createTable('bulk_change')
    .addColumn('id', whole, id)
    .addColumn('client_id', whole, (column) => column.notNull().references('client.id'))
    .addColumn('status', text, (column) => column.notNull())
    .addColumn('author_id', whole, (column) => column.notNull())
    .addColumn('author_name', text, (column) => column.notNull())
    .addColumn('address', text, (column) => column.notNull())
    .addColumn('reason', text, (column) => column.notNull())
    .addColumn('chosen', text, (column) => column.notNull())
    .addColumn('chosen_list', text)
    .addColumn('changes', text, (column) => column.notNull())
    .addColumn('names', text, (column) => column.notNull())
    .addColumn('unknown', text, (column) => column.notNull())
    .addColumn('undoes', whole)
    .addColumn('retries', whole)
    .addColumn('agents', whole, (column) => column.notNull().defaultTo(0))
    .addColumn('created_at', whole, (column) => column.notNull())
    .addColumn('planned_at', whole)
    .addColumn('failure', text)
    .addColumn('applied_at', whole)
    .addColumn('started_at', whole)
    .addColumn('finished_at', whole)
    .addColumn('owner', text)
    .addColumn('beat', whole, (column) => column.notNull().defaultTo(0))
    .addColumn('resumed_at', whole)
    .addColumn('done_before', whole, (column) => column.notNull().defaultTo(0))
    .$call(strict)
    .execute()
  await db.schema
    .createIndex('bulk_change_by_status')
    .on('bulk_change')
    .columns(['client_id', 'status', 'id'])
    .execute()
  // One runs at a time, however many copies of the server look for work at the same moment.
  await db.schema
    .createIndex('bulk_change_running')
    .unique()
    .on('bulk_change')
    .column('client_id')
    .where(sql.ref('status'), '=', sql.lit('Running'))
    .execute()
  await db.schema
    .createIndex('bulk_change_unfinished')
    .on('bulk_change')
    .column('id')
    .where(sql<boolean>`status in ('Draft', 'Waiting', 'Running')`)
    .execute()

  await db.schema
    .createTable('bulk_change_item')
    .addColumn('bulk_change_id', whole, (column) => column.notNull().references('bulk_change.id'))
    .addColumn('item', whole, (column) => column.notNull())
    .addColumn('agent_id', whole, (column) => column.notNull())
    .addColumn('login_id', text, (column) => column.notNull())
    .addColumn('agent_active', whole, (column) => column.notNull())
    .addColumn('change', whole, (column) => column.notNull())
    .addColumn('field', text, (column) => column.notNull())
    .addColumn('object_id', whole)
    .addColumn('before_value', whole)
    .addColumn('after_value', whole)
    .addColumn('outcome', text, (column) => column.notNull())
    .addColumn('ticked', whole, (column) => column.notNull())
    .addColumn('reason', text)
    .addColumn('undoes', whole)
    .addColumn('rescues', whole, (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('bulk_change_item_key', ['bulk_change_id', 'item'])
    .$call(strictByKey)
    .execute()
  // Items of one outcome are listed and counted by it alone, and their agents counted.
  await db.schema
    .createIndex('bulk_change_item_by_outcome')
    .on('bulk_change_item')
    .columns(['bulk_change_id', 'outcome', 'ticked', 'item', 'agent_id'])
    .execute()

  await db.schema.alterTable('change').addColumn('bulk_change_id', whole).execute()
  await db.schema.alterTable('change').addColumn('bulk_change_item', whole).execute()
  // An item is written once.
  await db.schema
    .createIndex('change_of_bulk_change')
    .unique()
    .on('change')
    .columns(['client_id', 'bulk_change_id', 'bulk_change_item'])
    .where(sql.ref('bulk_change_id'), 'is not', null)
    .execute()
}

export const bulkChanges: Migration = { up }
