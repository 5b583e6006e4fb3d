import { sql } from 'kysely'
import type { AgentSearch } from '#contract/agents.ts'
import { fold } from '#contract/fold.ts'
import { digitsOf, partsToFind, partsToFindLogin } from '#server/database/agent-texts.ts'
import { prepare } from '#server/database/prepared.ts'
import type { Database } from '#server/database/tables.ts'
import { rarestOf } from '#server/objects/agent-parts.ts'
import { pageAt, SUMMARY, type Position, type SummaryRow } from '#server/objects/agent-summaries.ts'
import { containing } from '#server/objects/like.ts'

/** A page, and one row more, of the agents of a client who match, in the order of the list (Find Matching Agents). */
export async function searchAgents(
  db: Database,
  client: number,
  search: AgentSearch,
  position: Position,
): Promise<SummaryRow[]> {
  const { loginId, lastName = '' } = search
  const part = await rarestOf(db, client, loginId ? partsToFindLogin(loginId) : partsToFind(lastName))
  if (part === undefined) return matchingInOrder(db, client, search, position)
  const letters = containing(fold(loginId || lastName))
  return (loginId ? byLogin : byLastName)(db, { client, part, letters, ...position })
}

/**
 * Selects the agents who have a part, in the order of the list, and of them those who have all the letters. Each is looked up in the
 * index of the list, which holds the compared columns: as a join, PostgreSQL would sometimes compare every agent of the client first.
 */
const having = (column: 'login_fold' | 'last_name_fold') =>
  prepare<{ client: number; part: string; letters: string } & Position>()((db, value) =>
    db
      .selectFrom((from) =>
        from
          .selectFrom('agent_part as found')
          .select(['found.client_id', 'found.login_id'])
          .where('found.client_id', '=', value('client'))
          .where('found.part', '=', value('part'))
          .where('found.login_id', '>', value('after'))
          .where((eb) =>
            eb
              .selectFrom('agent')
              .select(sql<boolean>`${sql.ref(`agent.${column}`)} like ${value('letters')} escape '\\'`.as('matches'))
              .whereRef('agent.client_id', '=', 'found.client_id')
              .whereRef('agent.login_id', '=', 'found.login_id'),
          )
          .orderBy('found.login_id')
          .offset(value('skipped'))
          .limit(value('most'))
          .as('page'),
      )
      .innerJoin('agent', (join) =>
        join.onRef('agent.client_id', '=', 'page.client_id').onRef('agent.login_id', '=', 'page.login_id'),
      )
      .select(SUMMARY)
      .orderBy('page.login_id'),
  )

const byLogin = having('login_fold')
const byLastName = having('last_name_fold')

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
  if (loginId) return sql<boolean>`login_fold like ${containing(fold(loginId))} escape '\\'`
  if (lastName) return sql<boolean>`last_name_fold like ${containing(fold(lastName))} escape '\\'`
  const digits = digitsOf(phoneNumber ?? '')
  return digits ? sql<boolean>`phone_digits = ${digits}` : sql<boolean>`1 = 0`
}
