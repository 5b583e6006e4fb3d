import { sql } from 'kysely'
import type { AgentSearch } from '#contract/agents.ts'
import { pageAt, SUMMARY, type Position, type SummaryRow } from '#server/configuration/agent-summaries.ts'
import { digitsOf } from '#server/configuration/phones.ts'
import { isPostgres } from '#server/database/dialect.ts'
import type { Database } from '#server/database/open.ts'

/** A page, and one row more, of the agents of a client who match, in the order of the list (Find Matching Agents). */
export async function searchAgents(
  db: Database,
  client: number,
  search: AgentSearch,
  position: Position,
): Promise<SummaryRow[]> {
  const matching = (await areFew(db, search)) ? fewMatching : matchingInOrder
  return db
    .selectFrom(matching(db, client, search, position).as('page'))
    .innerJoin('agent', 'agent.id', 'page.id')
    .select(SUMMARY)
    .orderBy('agent.login_id')
    .execute()
}

/** By id: found in the index of the list, which holds all that is compared, and only then read. */
const matchingInOrder = (db: Database, client: number, search: AgentSearch, position: Position) =>
  db
    .selectFrom('agent')
    .select('id')
    .where('client_id', '=', client)
    .where(matches(search))
    .orderBy('login_id')
    .$call(pageAt(position))

// PostgreSQL chooses by itself, from its statistics, between the list in its order and the index of three letters in a row. For
// SQLite, which knows nothing of how many have them, we choose.

// Up to here those who have them are soon looked up; where more do, the list soon has a page of them.
const FEW = 500

async function areFew(db: Database, search: AgentSearch): Promise<boolean> {
  const phrase = phraseOf(search)
  if (phrase === undefined || isPostgres(db)) return false
  const { rows } = await sql<{ found: number }>`
    select count(*) as found from (select 1 from agent_text where agent_text match ${phrase} limit ${FEW + 1})`.execute(
    db,
  )
  return (rows[0]?.found ?? 0) <= FEW
}

/** A sign before a column keeps its index out: nothing is left to begin with but the letters. */
const fewMatching = (db: Database, client: number, search: AgentSearch, { after, skipped, most }: Position) =>
  db
    .selectFrom('agent')
    .select('id')
    .where(sql`+client_id`, '=', client)
    .where('id', 'in', sql<number>`(select rowid from agent_text where agent_text match ${phraseOf(search)})`)
    .where(matches(search))
    .where(sql`+login_id`, '>', after)
    .orderBy(sql`+login_id`)
    .offset(skipped)
    .limit(most)

/** What the index of three letters in a row is asked for; undefined where it knows nothing. */
function phraseOf({ loginId, lastName }: AgentSearch): string | undefined {
  const text = (loginId || lastName || '').toUpperCase()
  if (Array.from(text).length < 3) return undefined
  return `${loginId ? 'login_id' : 'last_name_upper'} : "${text.replaceAll('"', '""')}"`
}

/** Login ID and last name match in part and in any case; a phone number matches as a whole, digits alone compared. */
function matches({ loginId, lastName, phoneNumber }: AgentSearch) {
  if (loginId) return sql<boolean>`login_id like ${containing(loginId)} escape '\\'`
  if (lastName) return sql<boolean>`last_name_upper like ${containing(lastName)} escape '\\'`
  const digits = digitsOf(phoneNumber ?? '')
  return digits ? sql<boolean>`phone_digits = ${digits}` : sql<boolean>`1 = 0`
}

const containing = (text: string) => `%${text.toUpperCase().replace(/[\\%_]/g, '\\$&')}%`
