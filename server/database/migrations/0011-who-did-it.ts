import { sql, type Kysely, type Migration } from 'kysely'
import { columnsFor } from '#server/database/columns.ts'

/** Stores who made a change by kind, id and client: two people may have the same name. */
async function up(db: Kysely<unknown>): Promise<void> {
  const { whole, text } = columnsFor(db)
  // No foreign keys: a change outlives the person who made it.
  await db.schema.alterTable('change').addColumn('by_kind', text).execute()
  await db.schema.alterTable('change').addColumn('by_id', whole).execute()
  await db.schema.alterTable('change').addColumn('by_client', whole).execute()
  await fillWhereCertain(db)
  await db.schema
    .createIndex('change_by_person_client')
    .on('change')
    .columns(['client_id', 'by_kind', 'by_id', 'id'])
    .execute()
}

/** Fills in existing rows, which have only a name, unless it may belong to two people. */
async function fillWhereCertain(db: Kysely<unknown>): Promise<void> {
  await sql`update change set by_kind = 'system' where by_name is null`.execute(db)
  // Agents can change only their own password.
  const mayBeAgent = sql`(change.kind = 'agent-password-set' and change.agent_name = change.by_name)`
  const ofClient = sql`select user_account.id from user_account
    where user_account.client_id = change.client_id and user_account.user_name = change.by_name`
  // Sysadmins act in every client.
  const elsewhere = sql`select 1 from user_account
    where user_account.client_id <> change.client_id and user_account.user_name = change.by_name and user_account.role = 'Sysadmin'`
  await sql`
    update change set by_kind = 'user', by_id = (${ofClient}), by_client = client_id
    where by_name is not null and not ${mayBeAgent} and exists (${ofClient}) and not exists (${elsewhere})`.execute(db)
  await sql`
    update change set by_kind = 'agent', by_id = agent_id, by_client = client_id
    where ${mayBeAgent} and not exists (${ofClient}) and not exists (${elsewhere})`.execute(db)
}

export const whoDidIt: Migration = { up }
