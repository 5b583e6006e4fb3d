import { ADMINISTER_AGENTS } from '#contract/access.ts'
import type { Database, UserAccountTable } from '#server/database/tables.ts'
import type { Identity } from '#server/operations/context.ts'

interface UserRow {
  id: number
  client: number
  user_name: string
  role: UserAccountTable['role']
  administers_agents: number | null
  limited_to_services: number | null
}

/** Returns a user with their rights of now. Reads their permitted services, if they are limited to some. */
export const identityOfUser = async (db: Database, user: UserRow): Promise<Identity> => ({
  kind: 'user',
  id: user.id,
  name: user.user_name,
  clientId: user.client,
  role: user.role,
  powers: user.administers_agents === 1 ? [ADMINISTER_AGENTS] : [],
  services: user.limited_to_services === 1 ? await permittedServices(db, user.id) : undefined,
})

export const identityOfAgent = (agent: { id: number; client: number; login_id: string }): Identity => ({
  kind: 'agent',
  id: agent.id,
  name: agent.login_id,
  clientId: agent.client,
  role: 'Agent',
  powers: [],
  services: undefined,
})

async function permittedServices(db: Database, user: number): Promise<ReadonlySet<number>> {
  const rows = await db.selectFrom('user_service').select('service_id').where('user_id', '=', user).execute()
  return new Set(rows.map((row) => row.service_id))
}

/** Returns a user with the rights of this moment; undefined if there is none with this id, or not active. */
export async function findIdentity(db: Database, user: number): Promise<Identity | undefined> {
  const row = await db
    .selectFrom('user_account')
    .select(['id', 'client_id as client', 'user_name', 'role', 'administers_agents', 'limited_to_services'])
    .where('id', '=', user)
    .where('active', '=', 1)
    .executeTakeFirst()
  return row && identityOfUser(db, row)
}
