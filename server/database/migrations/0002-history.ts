import { sql, type Kysely, type Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'

// The ids of agents, skills and services are no foreign keys: a change outlives its object.
async function up(db: Kysely<unknown>): Promise<void> {
  const { whole, text, id, strict } = columnsFor(db)
  await db.schema
    .createTable('change')
    .addColumn('id', whole, id)
    .addColumn('client_id', whole, (column) => column.notNull().references('client.id'))
    .addColumn('at', whole, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('by_name', text)
    .addColumn('address', text, (column) => column.notNull())
    .addColumn('agent_id', whole)
    .addColumn('agent_name', text)
    .addColumn('agent_skill_id', whole)
    .addColumn('agent_skill_name', text)
    .addColumn('service_id', whole)
    .addColumn('service_name', text)
    .addColumn('before_fields', text)
    .addColumn('after_fields', text)
    .addColumn('undoes', whole, (column) => column.references('change.id'))
    .$call(strict)
    .execute()
  // One for each way in which the history is read, each in the order in which it is shown.
  for (const columns of [[], ['agent_id'], ['agent_skill_id'], ['service_id'], ['by_name'], ['kind']])
    await db.schema
      .createIndex(['change_by', ...columns, 'client'].join('_'))
      .on('change')
      .columns(['client_id', ...columns, 'id'])
      .execute()
  await db.schema.createIndex('change_by_time').on('change').columns(['client_id', 'at']).execute()
  await db.schema.createIndex('change_undone').on('change').column('undoes').execute()

  await db.schema
    .createIndex('agent_locked')
    .on('agent')
    .columns(['client_id', 'login_id'])
    .where(sql.ref('locked_at'), 'is not', null)
    .execute()
  await sql`
    insert into list_state (client_id, list, size, last_modified)
    select client.id, 'locked-agents', count(agent.id), 0
    from client left join agent on agent.client_id = client.id and agent.locked_at is not null
    group by client.id`.execute(db)
}

export const history: Migration = { up }
