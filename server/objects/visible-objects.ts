import { forUpdate } from '#server/database/dialect.ts'
import { prepare } from '#server/database/prepared.ts'
import type { Database } from '#server/database/tables.ts'
import { missing } from '#server/operations/api-failure.ts'
import { mayActIn, type Identity } from '#server/operations/context.ts'

const select = prepare<{ id: number }>()

// Objects found inside a transaction stay as they are until it ends.
const agentById = select((db, value) =>
  db
    .selectFrom('agent')
    .select([
      'id',
      'client_id',
      'login_id',
      'first_name',
      'last_name',
      'phone',
      'wrap_up_time',
      'home_agent',
      'active',
      'password_last_modified',
      'locked_at',
      'last_login',
      'last_login_ip',
    ])
    .where('id', '=', value('id'))
    .$call(forUpdate(db)),
)
const userById = select((db, value) =>
  db
    .selectFrom('user_account')
    .select([
      'id',
      'client_id',
      'user_name',
      'role',
      'administers_agents',
      'locked_until',
      'limited_to_services',
      'active',
    ])
    .where('id', '=', value('id'))
    .$call(forUpdate(db)),
)
const skillById = select((db, value) =>
  db
    .selectFrom('agent_skill')
    .select(['id', 'client_id', 'name', 'description'])
    .where('id', '=', value('id'))
    .$call(forUpdate(db)),
)
// Nobody changes services here.
const serviceById = select((db, value) =>
  db
    .selectFrom('service')
    .select(['id', 'client_id', 'call_center_id', 'name', 'acd_feature_code', 'call_direction'])
    .where('id', '=', value('id')),
)

/**
 * Returns the object that a query found by id, unless it belongs to a client where the caller may not act: for them it does not
 * exist.
 */
function visible<Row extends { client_id: number }>(identity: Identity, row: Row | undefined): Row | undefined {
  return row && mayActIn(identity, row.client_id) ? row : undefined
}

/** The agent with an id. Throws 404 where there is none that the caller may see. */
export async function requireAgent(db: Database, identity: Identity, id: number) {
  const [row] = await agentById(db, { id })
  const agent = visible(identity, row)
  if (!agent) throw missing('Agent', id)
  return agent
}

/** The user with an id. Throws 404 where there is none that the caller may see: a Superuser sees no Sysadmin. */
export async function requireUser(db: Database, identity: Identity, id: number) {
  const [row] = await userById(db, { id })
  const user = visible(identity, row)
  if (!user || (user.role === 'Sysadmin' && identity.role !== 'Sysadmin')) throw missing('User', id)
  return user
}

/** The agent skill with an id. Throws 404 where there is none that the caller may see. */
export async function requireSkill(db: Database, identity: Identity, id: number) {
  const [row] = await skillById(db, { id })
  const skill = visible(identity, row)
  if (!skill) throw missing('Agent skill', id)
  return skill
}

/** The service with an id. Throws 404 where there is none that the caller may see. */
export async function requireService(db: Database, identity: Identity, id: number) {
  const [row] = await serviceById(db, { id })
  const service = visible(identity, row)
  if (!service) throw missing('Service', id)
  return service
}
