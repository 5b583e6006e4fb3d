import type { Insertable } from 'kysely'
import type { AssignedAgentSkill } from '#contract/agents.ts'
import { partsOf, textColumnsOf, type AgentTexts } from '#server/database/agent-texts.ts'
import { insertMany } from '#server/database/insert-many.ts'
import type { AgentTable, Database } from '#server/database/tables.ts'
import { addToLevels, levelsOf, LevelSums } from '#server/objects/skill-levels.ts'

/** A new agent with their services and skills. */
export interface StoredAgent extends AgentTexts {
  /** Given by the database unless it is named: for all agents of an insert, or for none. */
  id?: number
  /** Seconds; -1 is unlimited. */
  wrapUpTime: number
  homeAgent: boolean
  active: boolean
  passwordHash: string
  /** Milliseconds since 1970-01-01 GMT, as all times here. */
  passwordLastModified: number
  failedLogins?: number
  lockedAt?: number | null
  lastLogin?: number | null
  lastLoginIp?: string | null
  /** Ids. */
  services: readonly number[]
  skills: readonly AssignedAgentSkill[]
}

/** The columns of `agent` that follow from its texts. */
export const textColumns = (texts: AgentTexts) => ({
  login_id: texts.loginId,
  first_name: texts.firstName,
  last_name: texts.lastName,
  phone: texts.phone,
  ...textColumnsOf(texts),
})

// So few that SQLite can bind all values of an insert.
const AGENTS_AT_ONCE = 1000

/**
 * Inserts agents with their rows in other tables: parts for searches, passwords, services, skills, and the counts of agents at a
 * level. Returns their ids, in their order. The sizes of the lists are the caller's (`touchList`). Throws the engine's unique
 * violation for a taken login ID.
 */
export async function insertAgents(db: Database, client: number, agents: Iterable<StoredAgent>): Promise<number[]> {
  const all: number[] = []
  // Added once, at the end: PostgreSQL keeps every version of a row that a transaction changes.
  const levels = new LevelSums()
  for (const some of inBatches(agents, AGENTS_AT_ONCE)) {
    const ids = await insertRows(
      db,
      some.map((agent) => toRow(client, agent)),
    )
    await insertBelongings(
      db,
      client,
      some.map((agent, i) => ({ ...agent, id: ids[i] ?? 0 })),
    )
    for (const { skills, active } of some) levels.add(levelsOf(skills, 1, active))
    all.push(...ids)
  }
  await addToLevels(db, levels)
  return all
}

function* inBatches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

async function insertRows(db: Database, rows: readonly Insertable<AgentTable>[]): Promise<number[]> {
  const inserted = await db.insertInto('agent').values(rows).returning('id').execute()
  // An id that the database gave is higher than those of the rows before; `returning` does not promise to keep their order.
  const ids = inserted.map(({ id }) => id).sort((one, other) => one - other)
  return rows.map(({ id }, i) => id ?? ids[i] ?? 0)
}

const toRow = (client: number, agent: StoredAgent): Insertable<AgentTable> => ({
  ...(agent.id !== undefined && { id: agent.id }),
  client_id: client,
  ...textColumns(agent),
  wrap_up_time: agent.wrapUpTime,
  home_agent: Number(agent.homeAgent),
  active: Number(agent.active),
  password_hash: agent.passwordHash,
  password_last_modified: agent.passwordLastModified,
  failed_logins: agent.failedLogins ?? 0,
  locked_at: agent.lockedAt ?? null,
  last_login: agent.lastLogin ?? null,
  last_login_ip: agent.lastLoginIp ?? null,
})

async function insertBelongings(
  db: Database,
  client_id: number,
  agents: readonly (StoredAgent & { id: number })[],
): Promise<void> {
  const rowsOf = <Row extends object>(belongings: (agent: StoredAgent & { id: number }) => readonly Row[]) =>
    agents.flatMap((agent) => belongings(agent).map((row) => ({ client_id, ...row })))
  await insertMany(
    db,
    'agent_part',
    rowsOf((agent) => partsOf(agent).map((part) => ({ part, login_id: agent.loginId }))),
  )
  await insertMany(
    db,
    'agent_password_history',
    rowsOf(({ id, passwordHash, passwordLastModified }) => [
      { agent_id: id, password_hash: passwordHash, set_at: passwordLastModified },
    ]),
  )
  await insertMany(
    db,
    'agent_service',
    rowsOf(({ id, loginId, services }) =>
      services.map((service) => ({ agent_id: id, service_id: service, login_id: loginId })),
    ),
  )
  await insertMany(
    db,
    'agent_skill_assignment',
    rowsOf(({ id, loginId, skills }) =>
      skills.map((skill) => ({
        agent_id: id,
        agent_skill_id: skill.id,
        proficiency: skill.proficiency,
        login_id: loginId,
      })),
    ),
  )
}

/** Changes the texts of an agent, with the columns and parts that searches use; the other columns are the caller's. */
export async function replaceParts(db: Database, client: number, before: AgentTexts, after: AgentTexts): Promise<void> {
  const [old, wanted] = [partsOf(before), partsOf(after)]
  await removeParts(
    db,
    client,
    before.loginId,
    old.filter((part) => !wanted.includes(part)),
  )
  await insertMany(
    db,
    'agent_part',
    wanted.filter((part) => !old.includes(part)).map((part) => ({ client_id: client, part, login_id: after.loginId })),
  )
}

async function removeParts(db: Database, client: number, loginId: string, parts: readonly string[]): Promise<void> {
  if (!parts.length) return
  await db
    .deleteFrom('agent_part')
    .where('client_id', '=', client)
    .where('part', 'in', parts)
    .where('login_id', '=', loginId)
    .execute()
}

/**
 * Deletes an agent. Their services, skills, sessions and earlier passwords go with them, by the tables' own cascade;
 * `skills` are those held.
 */
export async function deleteAgent(
  db: Database,
  client: number,
  agent: AgentTexts & Pick<StoredAgent, 'skills' | 'active'> & { id: number },
): Promise<void> {
  await db.deleteFrom('agent').where('id', '=', agent.id).execute()
  await removeParts(db, client, agent.loginId, partsOf(agent))
  await addToLevels(db, levelsOf(agent.skills, -1, agent.active))
}
