import { sql } from 'kysely'
import type { AgentSearch } from '#contract/agents.ts'
import { pageAt, SUMMARY, type Position, type SummaryRow } from '#server/configuration/agent-summaries.ts'
import { digitsOf } from '#server/configuration/phones.ts'
import { isPostgres } from '#server/database/dialect.ts'
import { partsOf } from '#server/database/name-parts.ts'
import type { Database } from '#server/database/open.ts'
import { prepare } from '#server/database/prepared.ts'

/** A page, and one row more, of the agents of a client who match, in the order of the list (Find Matching Agents). */
export async function searchAgents(
  db: Database,
  client: number,
  search: AgentSearch,
  position: Position,
): Promise<SummaryRow[]> {
  const parts = search.lastName ? partsOf(search.lastName) : []
  if (parts.length) {
    const part = await rarestOf(db, client, parts)
    return named(db, { client, part, letters: containing(search.lastName ?? ''), ...position })
  }
  const matching = (await areFew(db, search)) ? fewMatching : matchingInOrder
  return db
    .selectFrom(matching(db, client, search, position).as('page'))
    .innerJoin('agent', 'agent.id', 'page.id')
    .select(SUMMARY)
    .orderBy('agent.login_id')
    .execute()
}

// A part that as many have, or more, soon leads to a page of those who have the others too.
const MANY = 1000

/** Of some parts of a name the one that the fewest agents of a client have: it leads to all who have all of them. */
async function rarestOf(db: Database, client: number, [part = '', ...more]: readonly string[]): Promise<string> {
  if (!more.length) return part
  const counts = [part, ...more].map(
    (each) => sql`
      select cast(${each} as text) as part, (select count(*) from
        (select 1 from agent_name_part where client_id = ${client} and part = ${each} limit ${MANY}) as found) as agents`,
  )
  const { rows } = await sql<{ part: string }>`${sql.join(counts, sql` union all `)} order by agents limit 1`.execute(
    db,
  )
  return rows[0]?.part ?? part
}

/** Those who have a part of a name, in the order of the list, and of them those who have all the letters. */
const named = prepare<{ client: number; part: string; letters: string } & Position>()((db, value) =>
  db
    .selectFrom('agent_name_part')
    .innerJoin('agent', (join) =>
      join
        .onRef('agent.client_id', '=', 'agent_name_part.client_id')
        .onRef('agent.login_id', '=', 'agent_name_part.login_id'),
    )
    .select(SUMMARY)
    .where('agent_name_part.client_id', '=', value('client'))
    .where('agent_name_part.part', '=', value('part'))
    .where('agent_name_part.login_id', '>', value('after'))
    .where(sql<boolean>`agent.last_name_upper like ${value('letters')} escape '\\'`)
    .orderBy('agent_name_part.login_id')
    .offset(value('skipped'))
    .limit(value('most')),
)

/** By id: found in the index of the list, which holds all that is compared, and only then read. */
const matchingInOrder = (db: Database, client: number, search: AgentSearch, position: Position) =>
  db
    .selectFrom('agent')
    .select('id')
    .where('client_id', '=', client)
    .where(matches(search))
    .orderBy('login_id')
    .$call(pageAt(position))

// PostgreSQL chooses by itself, from its statistics, between the list in its order and the index of three letters in a row of a
// login ID. For SQLite, which knows nothing of how many have them, we choose.

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
function phraseOf({ loginId = '' }: AgentSearch): string | undefined {
  const text = loginId.toUpperCase()
  return Array.from(text).length < 3 ? undefined : `"${text.replaceAll('"', '""')}"`
}

/** Login ID and last name match in part and in any case; a phone number matches as a whole, digits alone compared. */
function matches({ loginId, lastName, phoneNumber }: AgentSearch) {
  if (loginId) return sql<boolean>`login_id like ${containing(loginId)} escape '\\'`
  if (lastName) return sql<boolean>`last_name_upper like ${containing(lastName)} escape '\\'`
  const digits = digitsOf(phoneNumber ?? '')
  return digits ? sql<boolean>`phone_digits = ${digits}` : sql<boolean>`1 = 0`
}

const containing = (text: string) => `%${text.toUpperCase().replace(/[\\%_]/g, '\\$&')}%`
