import { sql, type RawBuilder } from 'kysely'
import { wordsOf, type CheckedQuestion } from '#contract/agent-question.ts'
import { digitsOf, partsToFind, partsToFindLogin, partsToFindPhone } from '#server/database/agent-texts.ts'
import type { Database } from '#server/database/tables.ts'
import { endsOf, mayBeginIp, beginsIp, runOf } from '#server/directory/agents/conditions.ts'

/** A driver that leads to more agents than this is not worth it: a list in order soon fills a page. */
export const FEW = 20_000

/** Where the shortest way leads to more, the next one is taken as well: that costs less than to read so many agents. */
const WORTH_TWO = 500

/** Two ways together are worth it up to so many times `few`: the shorter one, and the other. */
const MORE = { shorter: 3, other: 10 }
const WAYS_OF_MORE = 6

/**
 * The shortest way to the agents of a question: the login IDs of some of the client's agents, among them all who match. Undefined
 * where every way leads to many.
 */
export type Driver = Agents | undefined

/** A statement that selects the login IDs of agents. */
type Agents = RawBuilder<unknown>

/** Returns the shortest way, if it leads to at most `few` agents, or two that do together. */
export async function driverOf(db: Database, client: number, question: CheckedQuestion, few = FEW): Promise<Driver> {
  const ways = waysOf(client, question)
  const [shortest, second] = await shortestOf(db, ways, few)
  if (shortest) return second && shortest.agents > WORTH_TWO ? bothOf(shortest, second) : shortest.way
  if (ways.length < 2) return undefined
  const [one, other] = await shortestOf(db, ways.slice(0, WAYS_OF_MORE), MORE.other * few)
  return one && other && one.agents <= MORE.shorter * few ? bothOf(one, other) : undefined
}

/** Returns whether a part of the question leads to at most `FEW` agents by itself. */
export const leadsToFew = async (db: Database, client: number, question: CheckedQuestion): Promise<boolean> =>
  (await shortestOf(db, waysOf(client, question), FEW)).length > 0

interface Counted {
  way: Agents
  agents: number
}

const bothOf = (one: Counted, other: Counted): Agents =>
  sql`select login_id from (${one.way}) as agents where login_id in (${other.way})`

/** The two ways that lead to the fewest agents, and to at most `most`. */
async function shortestOf(db: Database, ways: readonly Agents[], most: number): Promise<Counted[]> {
  if (!ways.length) return []
  const counts = ways.map(
    (way, i) => sql`
      select ${sql.lit(i)} as way, (select count(*) from (select 1 from (${way}) as way limit ${sql.lit(most + 1)}) as few) as agents`,
  )
  const { rows } = await sql<{ way: number; agents: number }>`
    select way, agents from (${sql.join(counts, sql` union all `)}) as ways where agents <= ${most}
    order by agents limit 2`.execute(db)
  return rows.flatMap(({ way: i, agents }) => {
    const way = ways[i]
    return way ? [{ way, agents }] : []
  })
}

function waysOf(client: number, { q, by, skill = [], service = [], status }: CheckedQuestion): Agents[] {
  // Skills and services have one client each, which the question's conditions ask for: an index alone leads to their agents.
  return [
    ...(q ? textWays(client, q, by) : []),
    ...skill.map(
      ({ id, levels }) => sql`
        select login_id from agent_skill_assignment where agent_skill_id = ${id}
          ${levels ? sql`and proficiency in (${sql.join(levels)})` : sql``}`,
    ),
    ...service.map(
      (ids) => sql`
        select ${ids.length > 1 ? sql`distinct` : sql``} login_id from agent_service
        where service_id in (${sql.join(ids)})`,
    ),
    ...(status?.length === 1 && status[0] === 'locked'
      ? [
          // Without the order, SQLite reads all of the client.
          sql`select login_id from agent where client_id = ${client} and locked_at is not null order by login_id`,
        ]
      : []),
  ]
}

// Of a long word the first parts tell enough, and of many words the longest.
const PARTS_OF_A_WORD = 6
const WORDS = 4

function textWays(client: number, q: string, by: CheckedQuestion['by']): Agents[] {
  const some = (parts: readonly string[]) => parts.slice(0, PARTS_OF_A_WORD).map((part) => having(client, part))
  if (by === 'login') return some(partsToFindLogin(q))
  if (by === 'name') return some(partsToFind(q))
  if (by === 'phone') return [withNumber(client, digitsOf(q))]
  const words = wordsOf(q)
    .toSorted((one, other) => other.length - one.length)
    .slice(0, WORDS)
  const ofWords = words.flatMap((word) => wordWays(client, word))
  const run = runOf(q)
  if (run === undefined) return ofWords
  // The run may be found where the words are not, so a way has to lead to both.
  const [part] = partsToFindPhone(run)
  if (part === undefined) return []
  const ofRun = [having(client, part), ...endsOf(run).map((number) => withNumber(client, number))]
  return ofWords.slice(0, PARTS_OF_A_WORD).map((way) => union([way, ...ofRun]))
}

/** Each leads to everybody who has the word; none where a word is too short to lead to few. */
function wordWays(client: number, word: string): Agents[] {
  const run = runOf(word)
  const [part] = run === undefined ? [] : partsToFindPhone(run)
  // Three digits may be in any phone number.
  if (run !== undefined && part === undefined) return []
  const besides = [
    ...(part === undefined ? [] : [having(client, part)]),
    ...(mayBeginIp(word) ? [sql`select login_id from agent where client_id = ${client} and ${beginsIp(word)}`] : []),
  ]
  return partsToFind(word)
    .slice(0, PARTS_OF_A_WORD)
    .map((each) => union([having(client, each), ...besides]))
}

const having = (client: number, part: string): Agents =>
  sql`select login_id from agent_part where client_id = ${client} and part = ${part}`

const withNumber = (client: number, digits: string): Agents =>
  sql`select login_id from agent where client_id = ${client} and phone_digits = ${digits}`

/** Not by `union`: SQLite would merge sorted lists, and read all of a client for their order. */
const union = (ways: readonly Agents[]): Agents =>
  ways.length === 1
    ? sql`${ways[0]}`
    : sql`select distinct login_id from (${sql.join(ways, sql` union all `)}) as together`
