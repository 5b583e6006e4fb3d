import { sql } from 'kysely'
import { ADMINISTER_AGENTS } from '#contract/access.ts'
import { rememberPassword } from '#server/accounts/password-history.ts'
import { hashPassword } from '#server/accounts/passwords.ts'
import { addToHolders } from '#server/platform/local/assignments/holder-count.ts'
import { isPostgres } from '#server/database/dialect.ts'
import { nameKeyOf } from '#server/database/name-keys.ts'
import { addParts } from '#server/database/search-parts.ts'
import type { Database, UserAccountTable } from '#server/database/tables.ts'

/** The password of every account that a test creates here. */
export const PASSWORD = 'a-good-password-1'

let passwordHash: Promise<string> | undefined

/** One hash for all: hashing is slow on purpose. */
const sharedHash = () => (passwordHash ??= hashPassword(PASSWORD))

/** The next id that a table gives by itself. */
export async function setNextId(
  db: Database,
  table: 'agent' | 'agent_skill' | 'user_account',
  id: number,
): Promise<void> {
  await (
    isPostgres(db)
      ? sql`alter table ${sql.table(table)} alter column id set start with ${sql.lit(id)} restart`
      : sql`insert into sqlite_sequence (name, seq) values (${table}, ${id - 1})`
  ).execute(db)
}

export async function insertClient(db: Database, id: number, code = `C${id}`): Promise<void> {
  await db
    .insertInto('client')
    .values({ id, code, display_name: `Client ${id}`, agent_skill_enabled: 1 })
    .execute()
  await db
    .insertInto('list_state')
    .values([
      { client_id: id, list: 'agents', size: 0, last_modified: 0 },
      { client_id: id, list: 'agent-skills', size: 0, last_modified: 0 },
      { client_id: id, list: 'locked-agents', size: 0, last_modified: 0 },
    ])
    .execute()
}

export async function insertUser(
  db: Database,
  client: number,
  user: { userName: string; role: UserAccountTable['role']; powers?: readonly string[]; services?: readonly number[] },
): Promise<number> {
  const { id } = await db
    .insertInto('user_account')
    .values({
      client_id: client,
      user_name: user.userName,
      name_key: nameKeyOf(user.userName),
      role: user.role,
      administers_agents: Number(user.powers?.includes(ADMINISTER_AGENTS) ?? false),
      password_hash: await sharedHash(),
      password_last_modified: 0,
      limited_to_services: Number(user.services !== undefined),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const service of user.services ?? [])
    await db.insertInto('user_service').values({ client_id: client, user_id: id, service_id: service }).execute()
  await rememberPassword(db, { client, owner: { user: id } }, await sharedHash(), 0)
  return id
}

export interface AgentFixture {
  id?: number
  loginId: string
  firstName?: string
  lastName?: string
  phone?: string
  locked?: boolean
  active?: boolean
  lastLogin?: number
  lastLoginIp?: string
  passwordLastModified?: number
  services?: readonly number[]
  /** Agent skill id → proficiency. */
  skills?: Readonly<Record<number, number>>
}

export async function insertAgent(db: Database, client: number, agent: AgentFixture): Promise<number> {
  const { firstName = 'Ann', lastName = 'Example', phone = '5550100' } = agent
  const { id } = await db
    .insertInto('agent')
    .values({
      ...(agent.id !== undefined && { id: agent.id }),
      client_id: client,
      login_id: agent.loginId.toUpperCase(),
      first_name: firstName,
      last_name: lastName,
      last_name_upper: lastName.toUpperCase(),
      phone,
      phone_digits: phone.replace(/\D/g, ''),
      wrap_up_time: -1,
      home_agent: 1,
      active: Number(agent.active ?? true),
      password_hash: await sharedHash(),
      password_last_modified: agent.passwordLastModified ?? 0,
      failed_logins: agent.locked ? 5 : 0,
      locked_at: agent.locked ? 0 : null,
      last_login: agent.lastLogin ?? null,
      last_login_ip: agent.lastLoginIp ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await addParts(db, { client, loginId: agent.loginId.toUpperCase(), lastName })
  await rememberPassword(db, { client, owner: { agent: id } }, await sharedHash(), 0)
  for (const service of agent.services ?? [])
    await db.insertInto('agent_service').values({ client_id: client, agent_id: id, service_id: service }).execute()
  for (const [skill, proficiency] of Object.entries(agent.skills ?? {}))
    await db
      .insertInto('agent_skill_assignment')
      .values({ client_id: client, agent_id: id, agent_skill_id: Number(skill), proficiency })
      .execute()
  await addToHolders(db, Object.keys(agent.skills ?? {}).map(Number), 1)
  return id
}

export async function insertSkill(
  db: Database,
  client: number,
  id: number,
  name: string,
  description = '',
): Promise<void> {
  await db
    .insertInto('agent_skill')
    .values({ id, client_id: client, name, name_upper: name.toUpperCase(), description })
    .execute()
}

export async function insertCallCenter(db: Database, client: number, id: number): Promise<void> {
  await db
    .insertInto('call_center')
    .values({ id, client_id: client, name: `Call center ${id}` })
    .execute()
}

/** An ACD service unless another ACD feature code is given. */
export async function insertService(
  db: Database,
  client: number,
  service: { id: number; callCenter: number; acdFeatureCode?: number },
): Promise<void> {
  await db
    .insertInto('service')
    .values({
      id: service.id,
      client_id: client,
      call_center_id: service.callCenter,
      name: `Service ${service.id}`,
      acd_feature_code: service.acdFeatureCode ?? 6,
      call_direction: 'Inbound',
    })
    .execute()
}

export async function setListState(
  db: Database,
  client: number,
  list: 'agents' | 'agent-skills',
  state: { size: number; lastModified: number },
): Promise<void> {
  await db
    .updateTable('list_state')
    .set({ size: state.size, last_modified: state.lastModified })
    .where('client_id', '=', client)
    .where('list', '=', list)
    .execute()
}
