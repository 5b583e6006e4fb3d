import { sql, type CreateTableBuilder, type Kysely, type Migration } from 'kysely'

const id = <T extends string>(table: CreateTableBuilder<T, never>) =>
  table.addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())

const ofClient = <T extends string, C extends string>(table: CreateTableBuilder<T, C>) =>
  table.addColumn('client_id', 'integer', (column) => column.notNull().references('client.id'))

const ofAgent = <T extends string, C extends string>(table: CreateTableBuilder<T, C>) =>
  table.addColumn('agent_id', 'integer', (column) => column.notNull().references('agent.id').onDelete('cascade'))

const strict = sql`strict`
const strictByKey = sql`strict, without rowid`

async function up(db: Kysely<unknown>): Promise<void> {
  const create = db.schema

  await create
    .createTable('site')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .modifyEnd(strict)
    .execute()

  await create
    .createTable('client')
    .$call(id)
    .addColumn('code', 'text', (column) => column.notNull().unique())
    .addColumn('display_name', 'text', (column) => column.notNull())
    .addColumn('agent_skill_enabled', 'integer', (column) => column.notNull())
    .modifyEnd(strict)
    .execute()

  await create
    .createTable('user_account')
    .$call(id)
    .$call(ofClient)
    .addColumn('user_name', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('administers_agents', 'integer', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('password_last_modified', 'integer', (column) => column.notNull())
    .addUniqueConstraint('user_account_name', ['client_id', 'user_name'])
    .modifyEnd(strict)
    .execute()

  await create
    .createTable('call_center')
    .$call(id)
    .$call(ofClient)
    .addColumn('name', 'text', (column) => column.notNull())
    .modifyEnd(strict)
    .execute()
  await create.createIndex('call_center_by_client').on('call_center').columns(['client_id', 'id']).execute()

  await create
    .createTable('service')
    .$call(id)
    .$call(ofClient)
    .addColumn('call_center_id', 'integer', (column) => column.notNull().references('call_center.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('acd_feature_code', 'integer', (column) => column.notNull())
    .addColumn('call_direction', 'text', (column) => column.notNull())
    .modifyEnd(strict)
    .execute()
  await create.createIndex('service_by_client').on('service').columns(['client_id', 'id']).execute()

  await create
    .createTable('agent')
    .$call(id)
    .$call(ofClient)
    .addColumn('login_id', 'text', (column) => column.notNull())
    .addColumn('first_name', 'text', (column) => column.notNull())
    .addColumn('last_name', 'text', (column) => column.notNull())
    .addColumn('last_name_upper', 'text', (column) => column.notNull())
    .addColumn('phone', 'text', (column) => column.notNull())
    .addColumn('phone_digits', 'text', (column) => column.notNull())
    .addColumn('wrap_up_time', 'integer', (column) => column.notNull())
    .addColumn('home_agent', 'integer', (column) => column.notNull())
    .addColumn('active', 'integer', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('password_last_modified', 'integer', (column) => column.notNull())
    .addColumn('failed_logins', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('locked_at', 'integer')
    .addColumn('last_login', 'integer')
    .addColumn('last_login_ip', 'text')
    .addUniqueConstraint('agent_login_id', ['client_id', 'login_id'])
    .modifyEnd(strict)
    .execute()
  await create.createIndex('agent_by_phone').on('agent').columns(['client_id', 'phone_digits']).execute()

  await create
    .createTable('agent_service')
    .$call(ofClient)
    .$call(ofAgent)
    .addColumn('service_id', 'integer', (column) => column.notNull().references('service.id'))
    .addPrimaryKeyConstraint('agent_service_key', ['client_id', 'agent_id', 'service_id'])
    .modifyEnd(strictByKey)
    .execute()
  // Both directions of a foreign key need an index of their own, or a deletion scans the table.
  await create.createIndex('agent_service_by_agent').on('agent_service').column('agent_id').execute()
  await create.createIndex('agent_service_by_service').on('agent_service').column('service_id').execute()

  await create
    .createTable('agent_skill')
    .$call(id)
    .$call(ofClient)
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_upper', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addUniqueConstraint('agent_skill_name', ['client_id', 'name_upper'])
    .modifyEnd(strict)
    .execute()

  await create
    .createTable('agent_skill_assignment')
    .$call(ofClient)
    .$call(ofAgent)
    .addColumn('agent_skill_id', 'integer', (column) =>
      column.notNull().references('agent_skill.id').onDelete('cascade'),
    )
    .addColumn('proficiency', 'integer', (column) => column.notNull().check(sql`proficiency between 1 and 5`))
    .addPrimaryKeyConstraint('agent_skill_assignment_key', ['client_id', 'agent_id', 'agent_skill_id'])
    .modifyEnd(strictByKey)
    .execute()
  await create.createIndex('agent_skill_assignment_by_agent').on('agent_skill_assignment').column('agent_id').execute()
  await create
    .createIndex('agent_skill_assignment_by_skill')
    .on('agent_skill_assignment')
    .columns(['agent_skill_id', 'agent_id', 'proficiency'])
    .execute()

  await create
    .createTable('agent_password_history')
    .$call(id)
    .$call(ofClient)
    .$call(ofAgent)
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('set_at', 'integer', (column) => column.notNull())
    .modifyEnd(strict)
    .execute()
  await create
    .createIndex('agent_password_history_by_agent')
    .on('agent_password_history')
    .columns(['agent_id', 'id'])
    .execute()

  await create
    .createTable('session')
    .addColumn('token_hash', 'text', (column) => column.primaryKey().notNull())
    .$call(ofClient)
    .addColumn('user_id', 'integer', (column) => column.references('user_account.id').onDelete('cascade'))
    .addColumn('agent_id', 'integer', (column) => column.references('agent.id').onDelete('cascade'))
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('last_used_at', 'integer', (column) => column.notNull())
    .addCheckConstraint('session_has_one_owner', sql`(user_id is null) <> (agent_id is null)`)
    .modifyEnd(strictByKey)
    .execute()
  await create.createIndex('session_by_user').on('session').column('user_id').execute()
  await create.createIndex('session_by_agent').on('session').column('agent_id').execute()
  await create.createIndex('session_by_last_use').on('session').column('last_used_at').execute()

  await create
    .createTable('list_state')
    .$call(ofClient)
    .addColumn('list', 'text', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('last_modified', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('list_state_key', ['client_id', 'list'])
    .modifyEnd(strictByKey)
    .execute()
}

export const initial: Migration = { up }
