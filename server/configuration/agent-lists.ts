import { sql } from 'kysely'
import type { AgentSearch, AgentSummary } from '#contract/agents.ts'
import { operations } from '#contract/operations.ts'
import type { Dependencies, Part } from '#server/configuration/dependencies.ts'
import { readListInfo } from '#server/configuration/list-state.ts'
import { limitOf, skippedBy, toPage, type PageQuery } from '#server/configuration/pages.ts'
import { clientOf } from '#server/configuration/permitted-clients.ts'
import { digitsOf } from '#server/configuration/phones.ts'
import type { Database } from '#server/database/open.ts'
import { prepare } from '#server/database/prepared.ts'

/** List Agents, Find Matching Agents, Get Agent List Info. */
export function agentLists({ db }: Dependencies): Part<'listAgents' | 'findMatchingAgents' | 'getAgentListInfo'> {
  return {
    async listAgents({ identity }, { query }) {
      const client = await clientOf(db, identity, query.client)
      const found = await pageOfAll(db, { client, ...positionOf(query) })
      const { rows, next } = toPage(operations.listAgents.path, query, found, keyOf)
      return { agent: rows.map(toSummary), next }
    },

    async findMatchingAgents({ identity }, { query, body }) {
      const client = await clientOf(db, identity, query.client)
      const found = await selectSummaries(db, client)
        .where('id', 'in', selectMatching(db, client, body, query))
        .execute()
      const { rows, next } = toPage(operations.findMatchingAgents.path, query, found, keyOf)
      return { agent: rows.map(toSummary), next }
    },

    async getAgentListInfo({ identity }, { query }) {
      return readListInfo(db, await clientOf(db, identity, query.client), 'agents')
    },
  }
}

export const selectSummaries = (db: Database, client: number) =>
  db
    .selectFrom('agent')
    .select(['id', 'login_id', 'first_name', 'last_name', 'phone', 'active', 'last_login', 'last_login_ip'])
    .where('client_id', '=', client)
    // By code point on either engine, and no tie within a client.
    .orderBy('login_id')

/** A page of those who match, by id: found in an index that holds all that is compared, and only then read. */
const selectMatching = (db: Database, client: number, search: AgentSearch, query: PageQuery) =>
  db
    .selectFrom('agent')
    .select('id')
    .where('client_id', '=', client)
    .where(matches(search))
    .$if(query.after !== undefined, (all) => all.where('login_id', '>', query.after ?? ''))
    .orderBy('login_id')
    .offset(skippedBy(query))
    .limit(limitOf(query))

type Summaries = ReturnType<typeof selectSummaries>

interface Position {
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

/** A page of them. */
export const pageAt =
  ({ after, skipped, most }: Position) =>
  (summaries: Summaries) =>
    summaries.where('login_id', '>', after).offset(skipped).limit(most)

const pageOfAll = prepare<{ client: number } & Position>()((db, value) =>
  selectSummaries(db, value('client')).$call(
    pageAt({ after: value('after'), skipped: value('skipped'), most: value('most') }),
  ),
)

/** What a page of them ends with. */
export const keyOf = ({ login_id }: { login_id: string }) => login_id

type SummaryRow = Awaited<ReturnType<Summaries['executeTakeFirstOrThrow']>>

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

/** Login ID and last name match in part and in any case; a phone number matches as a whole, digits alone compared. */
function matches({ loginId, lastName, phoneNumber }: AgentSearch) {
  if (loginId) return sql<boolean>`login_id like ${containing(loginId)} escape '\\'`
  if (lastName) return sql<boolean>`last_name_upper like ${containing(lastName)} escape '\\'`
  const digits = digitsOf(phoneNumber ?? '')
  return digits ? sql<boolean>`phone_digits = ${digits}` : sql<boolean>`1 = 0`
}

const containing = (text: string) => `%${text.toUpperCase().replace(/[\\%_]/g, '\\$&')}%`
