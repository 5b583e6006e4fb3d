import { sql, type RawBuilder } from 'kysely'
import { wordsOf, type CheckedQuestion } from '#contract/agent-question.ts'
import { partsToFind, partsToFindLogin, partsToFindPhone } from '#server/database/agent-texts.ts'
import type { Database } from '#server/database/tables.ts'
import { endsOf, mayBeginIp, beginsIp, runOf } from '#server/directory/agents/conditions.ts'

/** A driver that leads to more agents than this is not worth it: a list in order soon fills a page. */
export const FEW = 20_000

/**
 * The shortest way to the agents of a question: the login IDs of some agents of the client, all who match among them. Undefined
 * where every way leads to many.
 */
export type Driver = RawBuilder<unknown> | undefined

/** A way to agents, and how to count where it leads, up to `FEW` and one more. */
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
  const ways: RawBuilder<unknown>[] = [
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
      ? [sql`select login_id from agent where client_id = ${client} and locked_at is not null`]
      : []),
  ]
  return ways.map((agents) => ({
    agents,
    count: sql`select count(*) from (select 1 from (${agents}) as way limit ${sql.lit(few + 1)}) as few`,
  }))
}

// Of a long word the first parts tell enough.
const PARTS_OF_A_WORD = 6
const WORDS = 4

function textWays(client: number, q: string, by: CheckedQuestion['by']): RawBuilder<unknown>[] {
  const having = (part: string) => sql`select login_id from agent_part where client_id = ${client} and part = ${part}`
  const some = (parts: readonly string[]) => parts.slice(0, PARTS_OF_A_WORD)
  if (by === 'login') return some(partsToFindLogin(q)).map(having)
  if (by === 'name') return some(partsToFind(q)).map(having)
  if (by === 'phone') return []
  const run = runOf(q)
  const words = wordsOf(q)
  // A run may be found where its words are not: both ways are gone.
  if (run !== undefined) {
    const [byDigits] = partsToFindPhone(run)
    const [byWord] = words.length === 1 ? partsToFind(words[0] ?? '') : ['']
    if (byDigits === undefined || byWord === undefined) return []
    const ends = endsOf(run)
    const roads = [
      having(byDigits),
      ...(byWord === '' ? words.flatMap((word) => partsToFind(word).slice(0, 1)) : [byWord]).map(having),
      ...(mayBeginIp(q.trim()) ? [beginningIp(client, q.trim())] : []),
      ...(ends.length
        ? [sql`select login_id from agent where client_id = ${client} and phone_digits in (${sql.join(ends)})`]
        : []),
    ]
    return [sql.join(roads, sql` union `)]
  }
  return words
    .toSorted((one, other) => other.length - one.length)
    .slice(0, WORDS)
    .flatMap((word) => {
      const digits = runOf(word)
      const ofPhone = digits === undefined ? [] : partsToFindPhone(digits).slice(0, 1)
      // Three digits may be in any phone number.
      if (digits !== undefined && !ofPhone.length) return []
      const besides = [...ofPhone.map(having), ...(mayBeginIp(word) ? [beginningIp(client, word)] : [])]
      return some(partsToFind(word)).map((part) => sql.join([having(part), ...besides], sql` union `))
    })
}

const beginningIp = (client: number, word: string) =>
  sql`select login_id from agent where client_id = ${client} and ${beginsIp(word)}`
