import { fillNameKeys, findCollisions, type NamedUsers } from '#server/database/name-keys.ts'
import type { Database } from '#server/database/tables.ts'

/** Has every user's name compared with new ones, and says which of them are one already, apart from case and form. */
export async function compareUserNames(db: Database, say: (line: string) => void): Promise<void> {
  await fillNameKeys(db.withTables<NamedUsers>())
  for (const { client, names } of await findCollisions(db))
    say(`Warning: users of the client ${client} have names that are easily taken for one another: ${names.join(', ')}.`)
}
