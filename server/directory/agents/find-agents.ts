import { sql, type RawBuilder } from 'kysely'
import { MAX_COUNT, type AgentCount, type CheckedQuestion } from '#contract/agent-question.ts'
import type { Database } from '#server/database/tables.ts'
import { conditionsOf, type Condition } from '#server/directory/agents/conditions.ts'
import { driverOf, type Driver } from '#server/directory/agents/driver.ts'
import { isBehind, orderBy, orderOf, readKey, writeKey, type Key, type Order } from '#server/directory/agents/order.ts'
import { readListInfo } from '#server/objects/list-state.ts'

interface FoundPage {
  agents: FoundAgent[]
  /** The place of the last agent, for the next page; undefined on the last one. */
  next: string | undefined
}

interface FoundAgent {
  id: number
  loginId: string
}

/** The start of a page, and its number of agents. */
interface Window {
  /** From the page before; undefined or empty: from the beginning. */
  after: string | undefined
  count: number
}

interface Reading {
  /** Milliseconds since 1970-01-01 GMT. */
  now: number
  /** See `FEW`. */
  few?: number | undefined
}

/**
 * Finds a page of the agents of a client who match, in the question's order. Throws 400 for an `after` that was no page's `next`.
 */
export async function findAgents(
  db: Database,
  client: number,
  question: CheckedQuestion,
  { after, count }: Window,
  { now, few }: Reading,
): Promise<FoundPage> {
  const order = orderOf(question)
  const from = after ? readKey(after, order) : undefined
  const agents = await agentsFor(db, client, question, { now, few, order, from })
  const { rows } = await sql<{ id: number; login_id: string; value: Key[0] }>`
    ${agents.with} select agent.id, agent.login_id, ${order.value ?? sql`null`} as value
    ${agents.from} order by ${orderBy(order)} limit ${count + 1}`.execute(db)
  const page = rows.slice(0, count)
  const last = rows.length > count ? page.at(-1) : undefined
  return {
    agents: page.map(({ id, login_id }) => ({ id, loginId: login_id })),
    next: last && writeKey([last.value, last.login_id]),
  }
}

/** Counts the agents of a client who match: to `MAX_COUNT`, or every one of them. */
export async function countAgents(
  db: Database,
  client: number,
  question: CheckedQuestion,
  { exact, now, few }: Reading & { exact: boolean },
): Promise<AgentCount> {
  const list = countedList(question)
  if (list) return { agents: (await readListInfo(db, client, list)).size, more: false }
  const agents = await agentsFor(db, client, question, { now, few })
  const limit = exact ? sql`` : sql`limit ${MAX_COUNT + 1}`
  const { rows } = await sql<{ agents: number }>`
    ${agents.with} select count(*) as agents from (select 1 as one ${agents.from} ${limit}) as found`.execute(db)
  const counted = rows[0]?.agents ?? 0
  return exact ? { agents: counted, more: false } : { agents: Math.min(counted, MAX_COUNT), more: counted > MAX_COUNT }
}

/** The list whose size is kept, where the question asks for all of it. */
function countedList({ q, status, skill, service, callCenter, lastLogin, homeAgent }: CheckedQuestion) {
  const isNarrowed = q || skill?.length || service?.length || callCenter?.length || lastLogin || homeAgent !== undefined
  if (isNarrowed) return undefined
  if (!status) return 'agents'
  return status.every((each) => each === 'locked') ? 'locked-agents' : undefined
}

interface How extends Reading {
  order?: Order
  from?: Key | undefined
}

/** Returns the beginning of a statement about the agents of a question, and its `from … where …`. */
async function agentsFor(db: Database, client: number, question: CheckedQuestion, { now, few, order, from }: How) {
  const byLevel = order?.by === 'level' ? question.skill?.[0] : undefined
  const driver = await driverOf(db, client, question, few)
  const conditions: Condition[] = [
    ...(byLevel ? [sql<boolean>`held.client_id = ${client} and held.agent_skill_id = ${byLevel.id}`] : []),
    ...(byLevel?.levels ? [sql<boolean>`held.proficiency in (${sql.join(byLevel.levels)})`] : []),
    ...conditionsOf(question, now),
    ...(order && from ? [isBehind(order, from)] : []),
  ]
  return {
    with: driver ? sql`with found as materialized (${driver})` : sql``,
    from: sql`from ${tablesOf(client, driver, byLevel !== undefined)}
      ${conditions.length ? sql` and ${sql.join(conditions, sql` and `)}` : sql``}`,
  }
}

/** The first table leads: SQLite reads the tables of a `cross join` in their order. */
function tablesOf(client: number, driver: Driver, byLevel: boolean): RawBuilder<unknown> {
  const ofFound = sql`agent.client_id = ${client} and agent.login_id = found.login_id`
  if (driver && byLevel)
    return sql`found cross join agent cross join agent_skill_assignment as held where ${ofFound} and held.agent_id = agent.id`
  if (driver) return sql`found cross join agent where ${ofFound}`
  if (byLevel) return sql`agent_skill_assignment as held cross join agent where agent.id = held.agent_id`
  return sql`agent where agent.client_id = ${client}`
}
