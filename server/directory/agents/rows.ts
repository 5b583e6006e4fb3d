import { sql } from 'kysely'
import type { AgentDetail, AgentRow } from '#contract/agent-question.ts'
import type { Database } from '#server/database/tables.ts'
import { SUMMARY, toAgentSummary } from '#server/objects/agent-summaries.ts'

/** The names of skills and services that lists show; the rest is a number. */
const SHOWN = 2

interface RowsWanted {
  client: number
  /** In the order of the page. */
  agents: readonly number[]
  details: readonly AgentDetail[]
  /** The skills whose levels each row names, and which its `skills` begin with. */
  skills: readonly number[]
  /** The services which each row's `services` begin with. */
  services: readonly number[]
}

/** Returns the rows of a page in its order: one statement for the agents and one for each detail, however many rows there are. */
export async function rowsOf(db: Database, wanted: RowsWanted): Promise<AgentRow[]> {
  if (!wanted.agents.length) return []
  const wants = (detail: AgentDetail) => wanted.details.includes(detail)
  const agents = await agentsOf(db, wanted)
  const locked = wanted.agents.filter((id) => agents.get(id)?.locked_at)
  const [levels, skills, services, callCenters, locks] = await Promise.all([
    levelsOf(db, wanted),
    wants('skills') ? skillsOf(db, wanted) : undefined,
    wants('services') ? servicesOf(db, wanted) : undefined,
    wants('callCenters') ? callCentersOf(db, wanted) : undefined,
    wants('lock') && locked.length ? locksOf(db, wanted.client, locked) : undefined,
  ])
  return wanted.agents.flatMap((id) => {
    const row = agents.get(id)
    // Deleted since the page was read.
    if (!row) return []
    return {
      ...toAgentSummary(row),
      locked: row.locked_at !== null,
      homeAgent: row.home_agent === 1,
      levels: levels.get(id) ?? [],
      lockedAt: row.locked_at ?? undefined,
      lockedFrom: row.locked_at === null ? undefined : locks?.get(id),
      skills: skills && shorten(skills.get(id), wanted.skills),
      services: services && shorten(services.get(id), wanted.services),
      callCenters: callCenters && (callCenters.get(id) ?? []),
    }
  })
}

/** The first few, those that were asked for before all others. */
function shorten<Item extends { id: number }>(all: readonly Item[] = [], asked: readonly number[]) {
  const isAsked = ({ id }: Item) => asked.includes(id)
  const top = [...all.filter(isAsked), ...all.filter((item) => !isAsked(item))].slice(0, SHOWN)
  return { top, total: all.length }
}

async function agentsOf(db: Database, { agents }: RowsWanted) {
  const rows = await db
    .selectFrom('agent')
    .select([...SUMMARY, 'agent.locked_at', 'agent.home_agent'])
    .where('agent.id', 'in', agents)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

async function levelsOf(db: Database, { client, agents, skills }: RowsWanted) {
  if (!skills.length) return new Map<number, { id: number; proficiency: number }[]>()
  const rows = await db
    .selectFrom('agent_skill_assignment')
    .select(['agent_id', 'agent_skill_id as id', 'proficiency'])
    .where('client_id', '=', client)
    .where('agent_id', 'in', agents)
    .where('agent_skill_id', 'in', skills)
    .execute()
  return groupByAgent(rows)
}

/** The strongest first. */
async function skillsOf(db: Database, { client, agents }: RowsWanted) {
  const rows = await db
    .selectFrom('agent_skill_assignment as held')
    .innerJoin('agent_skill as skill', 'skill.id', 'held.agent_skill_id')
    .select(['held.agent_id', 'skill.id', 'skill.name', 'held.proficiency'])
    .where('held.client_id', '=', client)
    .where('held.agent_id', 'in', agents)
    .orderBy('held.proficiency')
    .orderBy('skill.name_key')
    .execute()
  return groupByAgent(rows)
}

async function servicesOf(db: Database, { client, agents }: RowsWanted) {
  const rows = await db
    .selectFrom('agent_service as given')
    .innerJoin('service', 'service.id', 'given.service_id')
    .select(['given.agent_id', 'service.id', 'service.name'])
    .where('given.client_id', '=', client)
    .where('given.agent_id', 'in', agents)
    .orderBy('service.id')
    .execute()
  return groupByAgent(rows)
}

async function callCentersOf(db: Database, { client, agents }: RowsWanted) {
  const rows = await db
    .selectFrom('agent_service as given')
    .innerJoin('service', 'service.id', 'given.service_id')
    .innerJoin('call_center', 'call_center.id', 'service.call_center_id')
    .select(['given.agent_id', 'call_center.id', 'call_center.name'])
    .distinct()
    .where('given.client_id', '=', client)
    .where('given.agent_id', 'in', agents)
    .orderBy('call_center.id')
    .execute()
  return groupByAgent(rows)
}

/** The address of the wrong passwords that last locked an agent, from the history. */
async function locksOf(db: Database, client: number, agents: readonly number[]) {
  // An agent's newest changes are read until the lock is there: `coalesce` keeps the index of a kind's changes out of it.
  const { rows } = await sql<{ id: number; address: string | null }>`
    select agent.id, (
      select change.address from change
      where change.client_id = ${client} and change.agent_id = agent.id and coalesce(change.kind, '') = 'agent-locked'
      order by change.id desc limit 1) as address
    from agent where agent.id in (${sql.join(agents)})`.execute(db)
  return new Map(rows.map(({ id, address }) => [id, address ?? undefined]))
}

function groupByAgent<Row extends { agent_id: number }>(rows: readonly Row[]) {
  const groups = new Map<number, Omit<Row, 'agent_id'>[]>()
  for (const { agent_id, ...row } of rows) groups.set(agent_id, [...(groups.get(agent_id) ?? []), row])
  return groups
}
