import { sql } from 'kysely'
import { MAX_COUNT } from '#contract/agent-question.ts'
import type { ServiceAgents } from '#contract/dashboard.ts'
import type { Database } from '#server/database/tables.ts'

/** Counts the agents of every service of a client along an index, each to `MAX_COUNT`. */
export async function countServiceAgents(db: Database, client: number): Promise<ServiceAgents> {
  const { rows } = await sql<{ id: number; agents: number }>`
    select service.id, (
      select count(*) from (
        select 1 as one from agent_service where agent_service.service_id = service.id limit ${sql.lit(MAX_COUNT + 1)}
      ) as few
    ) as agents
    from service where service.client_id = ${client} order by service.id`.execute(db)
  return {
    service: rows.map(({ id, agents }) => ({ id, agents: Math.min(agents, MAX_COUNT), more: agents > MAX_COUNT })),
  }
}
