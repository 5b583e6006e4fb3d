import type { SelectQueryBuilder } from 'kysely'
import type { AgentSummary } from '#contract/agents.ts'
import { limitOf, skippedBy, type PageQuery } from '#server/configuration/pages.ts'
import type { Database } from '#server/database/open.ts'
import type { Tables } from '#server/database/tables.ts'

/** The agents of a client, as lists show them and in their order. */
export const selectSummaries = (db: Database, client: number) =>
  db
    .selectFrom('agent')
    .select(['id', 'login_id', 'first_name', 'last_name', 'phone', 'active', 'last_login', 'last_login_ip'])
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

/** What a page of them ends with. */
export const keyOf = ({ login_id }: { login_id: string }) => login_id

export type SummaryRow = Awaited<ReturnType<Summaries['executeTakeFirstOrThrow']>>

export const toSummary = (row: SummaryRow): AgentSummary => ({
  id: row.id,
  loginId: row.login_id,
  firstName: row.first_name,
  lastName: row.last_name,
  phone: row.phone,
  active: row.active === 1,
  lastLogin: row.last_login ?? undefined,
  lastLoginIp: row.last_login_ip ?? undefined,
})
