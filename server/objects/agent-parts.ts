import { sql } from 'kysely'
import type { Database } from '#server/database/tables.ts'

// A part that as many have, or more, soon leads to a page of those who have the others too.
const MANY = 1000

/** Returns the part that the fewest agents of a client have: it leads to all who have all of the parts. Undefined for no parts. */
export async function rarestOf(db: Database, client: number, parts: readonly string[]): Promise<string | undefined> {
  if (parts.length < 2) return parts[0]
  const counts = parts.map(
    (part) => sql`
      select cast(${part} as text) as part, (select count(*) from
        (select 1 from agent_part where client_id = ${client} and part = ${part} limit ${MANY}) as found) as agents`,
  )
  const { rows } = await sql<{ part: string }>`${sql.join(counts, sql` union all `)} order by agents limit 1`.execute(
    db,
  )
  return rows[0]?.part
}
