import { sql } from 'kysely'
import { ADMINISTER_AGENTS } from '#contract/access.ts'
import { storedLoginId } from '#contract/stored-text.ts'
import { rememberPassword } from '#server/accounts/password-history.ts'
import { hashPassword } from '#server/accounts/passwords.ts'
import { insertAgents } from '#server/objects/agent-store.ts'
import { insertClient as storeClient } from '#server/objects/client-store.ts'
import { isPostgres } from '#server/database/dialect.ts'
import { nameKeyOf } from '#server/database/name-keys.ts'
import type {
  BulkChangeItemTable,
  BulkChangeTable,
  Database,
  ListStateTable,
  UserAccountTable,
} from '#server/database/tables.ts'

/** The password of every account that a test creates here. */
export const PASSWORD = 'a-good-password-1'

/** The body of Create Agent. */
export const NEW_AGENT = {
  loginId: 'NEW',
  firstName: 'First',
  lastName: 'Last',
  password: PASSWORD,
  phone: '5550100',
  wrapUpTime: 0,
  homeAgent: false,
  active: true,
}

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

export const insertClient = (db: Database, id: number, code = `C${id}`): Promise<number> =>
  storeClient(db, { id, code, displayName: `Client ${id}`, now: 0 })

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
  const [id = 0] = await insertAgents(db, client, [
    {
      ...(agent.id !== undefined && { id: agent.id }),
      loginId: storedLoginId(agent.loginId),
      firstName: agent.firstName ?? 'Ann',
      lastName: agent.lastName ?? 'Example',
      phone: agent.phone ?? '5550100',
      wrapUpTime: -1,
      homeAgent: true,
      active: agent.active ?? true,
      passwordHash: await sharedHash(),
      passwordLastModified: agent.passwordLastModified ?? 0,
      failedLogins: agent.locked ? 5 : 0,
      lockedAt: agent.locked ? 0 : null,
      lastLogin: agent.lastLogin ?? null,
      lastLoginIp: agent.lastLoginIp ?? null,
      services: agent.services ?? [],
      skills: Object.entries(agent.skills ?? {}).map(([skill, level]) => ({ id: Number(skill), proficiency: level })),
    },
  ])
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
    .values({ id, client_id: client, name, name_key: nameKeyOf(name), description })
    .execute()
}

/** A bulk change of one agent's level, from 3 to 4: what became of it is up to the caller. */
export async function insertBulkChange(
  db: Database,
  client: number,
  bulkChange: {
    author: number
    status: BulkChangeTable['status']
    agent: number
    skill: number
    outcomes: readonly BulkChangeItemTable['outcome'][]
    takeBack?: BulkChangeTable['take_back']
  },
): Promise<number> {
  const { id } = await db
    .insertInto('bulk_change')
    .values({
      client_id: client,
      status: bulkChange.status,
      author_id: bulkChange.author,
      author_name: 'somebody',
      address: '127.0.0.1',
      reason: '',
      chosen: JSON.stringify({ by: 'agents' }),
      changes: '[]',
      names: JSON.stringify({ skills: {}, services: {} }),
      unknown: JSON.stringify({ total: 0, loginIds: [] }),
      created_at: Date.UTC(2026, 0, 5, 12),
      planned_at: 0,
      take_back: bulkChange.takeBack ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [i, outcome] of bulkChange.outcomes.entries())
    await db
      .insertInto('bulk_change_item')
      .values({
        bulk_change_id: id,
        item: i + 1,
        agent_id: bulkChange.agent,
        login_id: 'AGENT',
        agent_active: 1,
        change: 0,
        field: 'level',
        object_id: bulkChange.skill,
        before_value: 3,
        after_value: 4,
        outcome,
        ticked: 1,
      })
      .execute()
  return id
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
  list: ListStateTable['list'],
  state: { size: number; lastModified: number },
): Promise<void> {
  await db
    .updateTable('list_state')
    .set({ size: state.size, last_modified: state.lastModified })
    .where('client_id', '=', client)
    .where('list', '=', list)
    .execute()
}
