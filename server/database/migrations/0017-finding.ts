import { sql, type Kysely, type Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'

/**
 * Finds agents by skill, level, service, sign-in and lock in the order of a list: assignments know the login ID, which never changes,
 * and each order of the list has an index. The number of agents at each level of a skill is kept in place of the number of its holders.
 */
async function up(db: Kysely<unknown>): Promise<void> {
  const { whole, text, strictByKey } = columnsFor(db)
  for (const table of ['agent_skill_assignment', 'agent_service']) {
    await db.schema
      .alterTable(table)
      .addColumn('login_id', text, (column) => column.notNull().defaultTo(''))
      .execute()
    await sql`
      update ${sql.table(table)} set login_id =
        (select agent.login_id from agent where agent.id = ${sql.table(table)}.agent_id)`.execute(db)
  }
  // In the order of a skill's page: by level, and by login ID within a level. In that of a service's.
  await db.schema.dropIndex('agent_skill_assignment_by_skill').execute()
  await db.schema
    .createIndex('agent_skill_assignment_by_skill')
    .on('agent_skill_assignment')
    .columns(['agent_skill_id', 'proficiency', 'login_id', 'agent_id'])
    .execute()
  await db.schema.dropIndex('agent_service_by_service').execute()
  await db.schema
    .createIndex('agent_service_by_service')
    .on('agent_service')
    .columns(['service_id', 'login_id'])
    .execute()

  await db.schema.createIndex('agent_by_name').on('agent').columns(['client_id', 'sort_name', 'login_id']).execute()
  await db.schema
    .createIndex('agent_by_last_login')
    .on('agent')
    .expression(sql`client_id, coalesce(last_login, 0), login_id`)
    .execute()
  await db.schema.createIndex('agent_by_last_ip').on('agent').columns(['client_id', 'last_login_ip']).execute()

  await db.schema
    .createTable('agent_skill_level')
    .addColumn('agent_skill_id', whole, (column) => column.notNull().references('agent_skill.id').onDelete('cascade'))
    .addColumn('proficiency', whole, (column) => column.notNull())
    .addColumn('holders', whole, (column) => column.notNull())
    .addColumn('active', whole, (column) => column.notNull())
    .addPrimaryKeyConstraint('agent_skill_level_key', ['agent_skill_id', 'proficiency'])
    .$call(strictByKey)
    .execute()
  await sql`
    insert into agent_skill_level (agent_skill_id, proficiency, holders, active)
    select held.agent_skill_id, held.proficiency, count(*), sum(agent.active)
    from agent_skill_assignment as held join agent on agent.id = held.agent_id
    group by held.agent_skill_id, held.proficiency`.execute(db)
  // The levels of a skill add up to it.
  await db.schema.alterTable('agent_skill').dropColumn('holders').execute()
}

export const finding: Migration = { up }
