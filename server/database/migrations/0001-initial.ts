import { sql, type CreateTableBuilder, type Kysely, type Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'

async function up(db: Kysely<unknown>): Promise<void> {
  const create = db.schema
  const { whole, text, id, strict, strictByKey } = columnsFor(db)
  const ofClient = <T extends string, C extends string>(table: CreateTableBuilder<T, C>) =>
    table.addColumn('client_id', whole, (column) => column.notNull().references('client.id'))
  const ofAgent = <T extends string, C extends string>(table: CreateTableBuilder<T, C>) =>
    table.addColumn('agent_id', whole, (column) => column.notNull().references('agent.id').onDelete('cascade'))

  await create
    .createTable('site')
    .addColumn('key', text, (column) => column.primaryKey().notNull())
    .addColumn('value', text, (column) => column.notNull())
    .$call(strict)
    .execute()

  await create
    .createTable('client')
    .addColumn('id', whole, id)
    .addColumn('code', text, (column) => column.notNull().unique())
    .addColumn('display_name', text, (column) => column.notNull())
    .addColumn('agent_skill_enabled', whole, (column) => column.notNull())
    .$call(strict)
    .execute()

  await create
    .createTable('user_account')
    .addColumn('id', whole, id)
    .$call(ofClient)
    .addColumn('user_name', text, (column) => column.notNull())
    .addColumn('role', text, (column) => column.notNull())
    .addColumn('administers_agents', whole, (column) => column.notNull())
    .addColumn('password_hash', text, (column) => column.notNull())
    .addColumn('password_last_modified', whole, (column) => column.notNull())
    .addUniqueConstraint('user_account_name', ['client_id', 'user_name'])
    .$call(strict)
    .execute()

  await create
    .createTable('call_center')
    .addColumn('id', whole, id)
    .$call(ofClient)
    .addColumn('name', text, (column) => column.notNull())
    .$call(strict)
    .execute()
  await create.createIndex('call_center_by_client').on('call_center').columns(['client_id', 'id']).execute()

  await create
    .createTable('service')
    .addColumn('id', whole, id)
    .$call(ofClient)
    .addColumn('call_center_id', whole, (column) => column.notNull().references('call_center.id'))
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('acd_feature_code', whole, (column) => column.notNull())
    .addColumn('call_direction', text, (column) => column.notNull())
    .$call(strict)
    .execute()
  await create.createIndex('service_by_client').on('service').columns(['client_id', 'id']).execute()

  await create
    .createTable('agent')
    .addColumn('id', whole, id)
    .$call(ofClient)
    .addColumn('login_id', text, (column) => column.notNull())
    .addColumn('first_name', text, (column) => column.notNull())
    .addColumn('last_name', text, (column) => column.notNull())
    .addColumn('last_name_upper', text, (column) => column.notNull())
    .addColumn('phone', text, (column) => column.notNull())
    .addColumn('phone_digits', text, (column) => column.notNull())
    .addColumn('wrap_up_time', whole, (column) => column.notNull())
    .addColumn('home_agent', whole, (column) => column.notNull())
    .addColumn('active', whole, (column) => column.notNull())
    .addColumn('password_hash', text, (column) => column.notNull())
    .addColumn('password_last_modified', whole, (column) => column.notNull())
    .addColumn('failed_logins', whole, (column) => column.notNull().defaultTo(0))
    .addColumn('locked_at', whole)
    .addColumn('last_login', whole)
    .addColumn('last_login_ip', text)
    .addUniqueConstraint('agent_login_id', ['client_id', 'login_id'])
    .$call(strict)
    .execute()
  await create.createIndex('agent_by_phone').on('agent').columns(['client_id', 'phone_digits']).execute()

  await create
    .createTable('agent_service')
    .$call(ofClient)
    .$call(ofAgent)
    .addColumn('service_id', whole, (column) => column.notNull().references('service.id'))
    .addPrimaryKeyConstraint('agent_service_key', ['client_id', 'agent_id', 'service_id'])
    .$call(strictByKey)
    .execute()
  // Both directions of a foreign key need an index of their own, or a deletion scans the table.
  await create.createIndex('agent_service_by_agent').on('agent_service').column('agent_id').execute()
  await create.createIndex('agent_service_by_service').on('agent_service').column('service_id').execute()

  await create
    .createTable('agent_skill')
    .addColumn('id', whole, id)
    .$call(ofClient)
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('name_upper', text, (column) => column.notNull())
    .addColumn('description', text, (column) => column.notNull())
    .addUniqueConstraint('agent_skill_name', ['client_id', 'name_upper'])
    .$call(strict)
    .execute()

  await create
    .createTable('agent_skill_assignment')
    .$call(ofClient)
    .$call(ofAgent)
    .addColumn('agent_skill_id', whole, (column) => column.notNull().references('agent_skill.id').onDelete('cascade'))
    .addColumn('proficiency', whole, (column) => column.notNull().check(sql`proficiency between 1 and 5`))
    .addPrimaryKeyConstraint('agent_skill_assignment_key', ['client_id', 'agent_id', 'agent_skill_id'])
    .$call(strictByKey)
    .execute()
  await create.createIndex('agent_skill_assignment_by_agent').on('agent_skill_assignment').column('agent_id').execute()
  await create
    .createIndex('agent_skill_assignment_by_skill')
    .on('agent_skill_assignment')
    .columns(['agent_skill_id', 'agent_id', 'proficiency'])
    .execute()

  await create
    .createTable('agent_password_history')
    .addColumn('id', whole, id)
    .$call(ofClient)
    .$call(ofAgent)
    .addColumn('password_hash', text, (column) => column.notNull())
    .addColumn('set_at', whole, (column) => column.notNull())
    .$call(strict)
    .execute()
  await create
    .createIndex('agent_password_history_by_agent')
    .on('agent_password_history')
    .columns(['agent_id', 'id'])
    .execute()

  await create
    .createTable('session')
    .addColumn('token_hash', text, (column) => column.primaryKey().notNull())
    .$call(ofClient)
    .addColumn('user_id', whole, (column) => column.references('user_account.id').onDelete('cascade'))
    .addColumn('agent_id', whole, (column) => column.references('agent.id').onDelete('cascade'))
    .addColumn('created_at', whole, (column) => column.notNull())
    .addColumn('last_used_at', whole, (column) => column.notNull())
    .addCheckConstraint('session_has_one_owner', sql`(user_id is null) <> (agent_id is null)`)
    .$call(strictByKey)
    .execute()
  await create.createIndex('session_by_user').on('session').column('user_id').execute()
  await create.createIndex('session_by_agent').on('session').column('agent_id').execute()
  await create.createIndex('session_by_last_use').on('session').column('last_used_at').execute()

  await create
    .createTable('list_state')
    .$call(ofClient)
    .addColumn('list', text, (column) => column.notNull())
    .addColumn('size', whole, (column) => column.notNull())
    .addColumn('last_modified', whole, (column) => column.notNull())
    .addPrimaryKeyConstraint('list_state_key', ['client_id', 'list'])
    .$call(strictByKey)
    .execute()
}

export const initial: Migration = { up }
