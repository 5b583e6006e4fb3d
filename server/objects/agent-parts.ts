import { sql } from 'kysely'
import type { Database } from '#server/database/tables.ts'

// A part that as many have, or more, soon leads to a page of those who have the others too.
const MANY = 1000

export interface Rarest {
  part: string
  /** How many agents have it, counted up to `most`. */
  agents: number
}

/** Returns the part that the fewest agents of a client have: it leads to all who have all of the parts. */
export async function rarestOf(db: Database, client: number, parts: readonly string[], most = MANY): Promise<Rarest> {
  const counts = parts.map(
    (part) => sql`
      select cast(${part} as text) as part, (select count(*) from
        (select 1 from agent_part where client_id = ${client} and part = ${part} limit ${most}) as found) as agents`,
  )
  const { rows } = await sql<Rarest>`${sql.join(counts, sql` union all `)} order by agents limit 1`.execute(db)
  return rows[0] ?? { part: parts[0] ?? '', agents: 0 }
}
