import type { Database } from '#server/database/tables.ts'

/** Whom some letters lead to: in the order of the list, so that a page of them is read and no more. */
export interface Searched {
  client: number
  /** As in the database. */
  loginId: string
  lastName: string
}

const SHORT = 3
// What three digits in a row lead to grows with the agents; of these few have the same five.
const LONG = 5

/** All letters in a row of a text, so many at a time, each once; of a shorter one none. By code point, as both engines count. */
function inARow(text: string, count: number): string[] {
  const letters = Array.from(text.toUpperCase())
  const parts = letters.slice(count - 1).map((_, i) => letters.slice(i, i + count).join(''))
  return [...new Set(parts)]
}

/** What each table keeps of an agent. */
const KEPT = {
  agent_name_part: ({ lastName }: Searched) => inARow(lastName, SHORT),
  agent_login_part: ({ loginId }: Searched) => [SHORT, LONG].flatMap((count) => inARow(loginId, count)),
}

export type PartTable = keyof typeof KEPT
export const PART_TABLES = Object.keys(KEPT) as readonly PartTable[] // Typed as any string.

/** The parts that whoever has these letters has too; none of fewer than three letters. */
export function partsToFind(table: PartTable, letters: string): string[] {
  const long = table === 'agent_login_part' ? inARow(letters, LONG) : []
  return long.length ? long : inARow(letters, SHORT)
}

export const partRows = (table: PartTable, agent: Searched) =>
  KEPT[table](agent).map((part) => ({ client_id: agent.client, part, login_id: agent.loginId }))

export async function addParts(db: Database, agent: Searched, tables = PART_TABLES): Promise<void> {
  for (const table of tables) {
    const rows = partRows(table, agent)
    if (rows.length) await db.insertInto(table).values(rows).execute()
  }
}

export async function removeParts(db: Database, agent: Searched, tables = PART_TABLES): Promise<void> {
  for (const table of tables) {
    const parts = KEPT[table](agent)
    if (parts.length)
      await db
        .deleteFrom(table)
        .where('client_id', '=', agent.client)
        .where('part', 'in', parts)
        .where('login_id', '=', agent.loginId)
        .execute()
  }
}
