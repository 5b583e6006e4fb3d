import { sql } from 'kysely'
import type { AgentSearch } from '#contract/agents.ts'
import { pageAt, SUMMARY, type Position, type SummaryRow } from '#server/objects/agent-summaries.ts'
import { digitsOf } from '#server/platform/local/agents/phones.ts'
import { prepare } from '#server/database/prepared.ts'
import { partsToFind, type PartTable } from '#server/database/search-parts.ts'
import type { Database } from '#server/database/tables.ts'

/** A page, and one row more, of the agents of a client who match, in the order of the list (Find Matching Agents). */
export async function searchAgents(
  db: Database,
  client: number,
  search: AgentSearch,
  position: Position,
): Promise<SummaryRow[]> {
  const table = search.loginId ? 'agent_login_part' : 'agent_name_part'
  const letters = search.loginId || search.lastName || ''
  const parts = partsToFind(table, letters)
  if (!parts.length) return matchingInOrder(db, client, search, position)
  const part = await rarestOf(db, table, client, parts)
  return pageOf[table](db, { client, part, letters: containing(letters), ...position })
}

// A part that as many have, or more, soon leads to a page of those who have the others too.
const MANY = 1000

/** Of some parts the one that the fewest agents of a client have: it leads to all who have all of them. */
async function rarestOf(
  db: Database,
  table: PartTable,
  client: number,
  [part = '', ...more]: readonly string[],
): Promise<string> {
  if (!more.length) return part
  const counts = [part, ...more].map(
    (each) => sql`
      select cast(${each} as text) as part, (select count(*) from
        (select 1 from ${sql.table(table)} where client_id = ${client} and part = ${each} limit ${MANY}) as found) as agents`,
  )
  const { rows } = await sql<{ part: string }>`${sql.join(counts, sql` union all `)} order by agents limit 1`.execute(
    db,
  )
  return rows[0]?.part ?? part
}

/** Those who have a part, in the order of the list, and of them those who have all the letters. */
const having = (table: PartTable, column: 'agent.last_name_upper' | 'found.login_id') =>
  prepare<{ client: number; part: string; letters: string } & Position>()((db, value) =>
    db
      .selectFrom(`${table} as found`)
      .innerJoin('agent', (join) =>
        join.onRef('agent.client_id', '=', 'found.client_id').onRef('agent.login_id', '=', 'found.login_id'),
      )
      .select(SUMMARY)
      .where('found.client_id', '=', value('client'))
      .where('found.part', '=', value('part'))
      .where('found.login_id', '>', value('after'))
      .where(sql<boolean>`${sql.ref(column)} like ${value('letters')} escape '\\'`)
      .orderBy('found.login_id')
      .offset(value('skipped'))
      .limit(value('most')),
  )

const pageOf = {
  agent_name_part: having('agent_name_part', 'agent.last_name_upper'),
  // The key of the parts holds it: nobody is read who does not have all the letters.
  agent_login_part: having('agent_login_part', 'found.login_id'),
}

/**
 * Phone numbers, and one or two letters. By id: found in the index of the list, which holds all that is compared, and only
 * then read.
 */
const matchingInOrder = (db: Database, client: number, search: AgentSearch, position: Position) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom('agent')
        .select('id')
        .where('client_id', '=', client)
        .where(matches(search))
        .orderBy('login_id')
        .$call(pageAt(position))
        .as('page'),
    )
    .innerJoin('agent', 'agent.id', 'page.id')
    .select(SUMMARY)
    .orderBy('agent.login_id')
    .execute()

/** Login ID and last name match in part and in any case; a phone number matches as a whole, digits alone compared. */
function matches({ loginId, lastName, phoneNumber }: AgentSearch) {
  if (loginId) return sql<boolean>`login_id like ${containing(loginId)} escape '\\'`
  if (lastName) return sql<boolean>`last_name_upper like ${containing(lastName)} escape '\\'`
  const digits = digitsOf(phoneNumber ?? '')
  return digits ? sql<boolean>`phone_digits = ${digits}` : sql<boolean>`1 = 0`
}

const containing = (text: string) => `%${text.toUpperCase().replace(/[\\%_]/g, '\\$&')}%`
