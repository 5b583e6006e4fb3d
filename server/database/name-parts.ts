import type { Database } from '#server/database/open.ts'

const LETTERS = 3

/** Every three letters in a row of a name, each once; of a shorter one none. By code point, as both engines count. */
export function partsOf(name: string): string[] {
  const letters = Array.from(name.toUpperCase())
  const parts = letters.slice(LETTERS - 1).map((_, i) => letters.slice(i, i + LETTERS).join(''))
  return [...new Set(parts)]
}

/** Whom a part of a name leads to: in the order of the list, so that a page of them is read and no more. */
export interface Named {
  client: number
  /** As in the database. */
  loginId: string
  lastName: string
}

export const namePartRows = ({ client, loginId, lastName }: Named) =>
  partsOf(lastName).map((part) => ({ client_id: client, part, login_id: loginId }))

export async function addNameParts(db: Database, named: Named): Promise<void> {
  const rows = namePartRows(named)
  if (rows.length) await db.insertInto('agent_name_part').values(rows).execute()
}

export async function removeNameParts(db: Database, { client, loginId, lastName }: Named): Promise<void> {
  const parts = partsOf(lastName)
  if (parts.length)
    await db
      .deleteFrom('agent_name_part')
      .where('client_id', '=', client)
      .where('part', 'in', parts)
      .where('login_id', '=', loginId)
      .execute()
}
