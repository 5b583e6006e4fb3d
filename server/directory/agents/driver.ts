import { sql, type RawBuilder } from 'kysely'
import { wordsOf, type CheckedQuestion } from '#contract/agent-question.ts'
import { digitsOf, partsToFind, partsToFindLogin, partsToFindPhone } from '#server/database/agent-texts.ts'
import type { Database } from '#server/database/tables.ts'
import { endsOf, mayBeginIp, beginsIp, runOf } from '#server/directory/agents/conditions.ts'

/** A driver that leads to more agents than this is not worth it: a list in order soon fills a page. */
export const FEW = 20_000

/**
 * The shortest way to the agents of a question: the login IDs of some of the client's agents, among them all who match. Undefined
 * where every way leads to many.
 */
export type Driver = Agents | undefined

/** A statement that selects the login IDs of agents. */
type Agents = RawBuilder<unknown>

/** A way to agents, and a count of them, up to `FEW` and one more. */
interface Way {
  agents: RawBuilder<unknown>
  count: RawBuilder<unknown>
}

/** Returns the shortest way, if it leads to at most `few` agents. */
export async function driverOf(db: Database, client: number, question: CheckedQuestion, few = FEW): Promise<Driver> {
  const ways = waysOf(client, question, few)
  if (!ways.length) return undefined
  const counts = ways.map((way, i) => sql`select ${sql.lit(i)} as way, (${way.count}) as agents`)
  const { rows } = await sql<{ way: number; agents: number }>`
    select way, agents from (${sql.join(counts, sql` union all `)}) as ways order by agents limit 1`.execute(db)
  const [shortest] = rows
  return shortest && shortest.agents <= few ? ways[shortest.way]?.agents : undefined
}

function waysOf(client: number, { q, by, skill = [], service = [], status }: CheckedQuestion, few: number): Way[] {
  const ways: Agents[] = [
    ...(q ? textWays(client, q, by) : []),
    ...skill.map(
      ({ id, levels }) => sql`
        select login_id from agent_skill_assignment where agent_skill_id = ${id} and client_id = ${client}
          ${levels ? sql`and proficiency in (${sql.join(levels)})` : sql``}`,
    ),
    ...service.map(
      (ids) => sql`
        select ${ids.length > 1 ? sql`distinct` : sql``} login_id from agent_service
        where service_id in (${sql.join(ids)}) and client_id = ${client}`,
    ),
    ...(status?.length === 1 && status[0] === 'locked'
      ? [
          // Without the order, SQLite reads all of the client.
          sql`select login_id from agent where client_id = ${client} and locked_at is not null order by login_id`,
        ]
      : []),
  ]
  return ways.map((agents) => ({
    agents,
    count: sql`select count(*) from (select 1 from (${agents}) as way limit ${sql.lit(few + 1)}) as few`,
  }))
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
