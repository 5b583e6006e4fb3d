import type { SelectQueryBuilder } from 'kysely'
import type { AgentSummary } from '#contract/agents.ts'
import { limitOf, skippedBy, type PageQuery } from '#server/operations/pages.ts'
import type { Database, Tables } from '#server/database/tables.ts'

/** The columns of an agent that lists show. */
export const SUMMARY = [
  'agent.id',
  'agent.login_id',
  'agent.first_name',
  'agent.last_name',
  'agent.phone',
  'agent.active',
  'agent.last_login',
  'agent.last_login_ip',
] as const

/** The agents of a client, in the order of the list. */
export const selectSummaries = (db: Database, client: number) =>
  db
    .selectFrom('agent')
    .select(SUMMARY)
    .where('client_id', '=', client)
    // By code point on either engine, and no tie within a client.
    .orderBy('login_id')

type Summaries = ReturnType<typeof selectSummaries>

export interface Position {
  after: string
  skipped: number
  most: number
}

// Every login ID comes after the empty one.
export const positionOf = (query: PageQuery): Position => ({
  after: query.after ?? '',
  skipped: skippedBy(query),
  most: limitOf(query),
})

/** A page of agents that are ordered by login ID. */
export const pageAt =
  ({ after, skipped, most }: Position) =>
  <Row>(agents: SelectQueryBuilder<Tables, 'agent', Row>) =>
    agents.where('login_id', '>', after).offset(skipped).limit(most)

/** The end of a page. */
export const keyOf = ({ login_id }: { login_id: string }) => login_id

export type SummaryRow = Awaited<ReturnType<Summaries['executeTakeFirstOrThrow']>>

export const toAgentSummary = (row: SummaryRow): AgentSummary => ({
  id: row.id,
  loginId: row.login_id,
  firstName: row.first_name,
  lastName: row.last_name,
  phone: row.phone,
  active: row.active === 1,
  lastLogin: row.last_login ?? undefined,
  lastLoginIp: row.last_login_ip ?? undefined,
})
