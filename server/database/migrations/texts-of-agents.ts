import { sql, type Insertable, type Kysely } from 'kysely'
import { storedLoginId, storedText } from '#contract/stored-text.ts'
import { partsOf, textColumnsOf, type AgentTexts } from '#server/database/agent-texts.ts'

/** The columns that the migration needs; the tables had others then. */
type Then = {
  agent: { id: number; client_id: number; login_id: string; first_name: string; last_name: string; phone: string }
  agent_part: { client_id: number; part: string; login_id: string }
  site: { key: string; value: string }
}

const AGENTS_AT_ONCE = 500
const ROWS_AT_ONCE = 10_000

/** Names of this many agents are enough for somebody to look for the others. */
const MOST_NAMED = 100

/**
 * Brings the texts of all agents into their stored form of now, and fills in the columns that searches compare. A login ID that
 * would become another agent's stays as it is; the start warns of those agents by their noted ids.
 */
export async function bringAgentsAlong(db: Kysely<Then>): Promise<void> {
  const left: number[] = []
  for (let after = 0; ;) {
    const agents = await db
      .selectFrom('agent')
      .select(['id', 'client_id', 'login_id', 'first_name', 'last_name', 'phone'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(AGENTS_AT_ONCE)
      .execute()
    const last = agents.at(-1)
    if (!last) break
    after = last.id
    const texts: (AgentTexts & { id: number; client: number })[] = []
    for (const agent of agents) {
      const loginId = await freeLoginId(db, agent)
      if (loginId !== storedLoginId(loginId) && left.length < MOST_NAMED) left.push(agent.id)
      texts.push({
        id: agent.id,
        client: agent.client_id,
        loginId,
        firstName: storedText(agent.first_name) || agent.first_name,
        lastName: storedText(agent.last_name) || agent.last_name,
        phone: storedText(agent.phone) || agent.phone,
      })
    }
    await updateTexts(db, texts)
    const parts = texts.flatMap((agent) =>
      partsOf(agent).map((part) => ({ client_id: agent.client, part, login_id: agent.loginId })),
    )
    await insertParts(db, parts)
  }
  if (left.length)
    await db
      .insertInto('site')
      .values({ key: 'agents-left-as-they-were', value: JSON.stringify(left) })
      .execute()
}

async function freeLoginId(db: Kysely<Then>, { client_id, login_id }: Then['agent']): Promise<string> {
  const wanted = storedLoginId(login_id)
  if (wanted === login_id || wanted === '') return login_id
  const taken = await db
    .selectFrom('agent')
    .select('id')
    .where('client_id', '=', client_id)
    .where('login_id', '=', wanted)
    .executeTakeFirst()
  if (taken) return login_id
  // At once: the next one may want the same.
  await db
    .updateTable('agent')
    .set({ login_id: wanted })
    .where('client_id', '=', client_id)
    .where('login_id', '=', login_id)
    .execute()
  return wanted
}

async function updateTexts(db: Kysely<Then>, agents: readonly (AgentTexts & { id: number })[]): Promise<void> {
  const rows = agents.map((agent) => {
    const { login_fold, last_name_fold, sort_name, plain, phone_digits } = textColumnsOf(agent)
    const values = [agent.firstName, agent.lastName, agent.phone, login_fold, last_name_fold, sort_name, plain]
    return sql`(cast(${agent.id} as bigint), ${sql.join([...values, phone_digits])})`
  })
  await sql`
    update agent set first_name = said.column2, last_name = said.column3, phone = said.column4,
      login_fold = said.column5, last_name_fold = said.column6, sort_name = said.column7, plain = said.column8,
      phone_digits = said.column9
    from (values ${sql.join(rows)}) as said where agent.id = said.column1`.execute(db)
}

async function insertParts(db: Kysely<Then>, rows: readonly Insertable<Then['agent_part']>[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await db
      .insertInto('agent_part')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute()
}
