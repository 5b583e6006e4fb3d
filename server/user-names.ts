import { fillNameKeys, findCollisions, type NamedUsers } from '#server/database/name-keys.ts'
import type { Database } from '#server/database/tables.ts'

/** Fills in missing name keys, and warns of user names that differ only in case or Unicode form. */
export async function compareUserNames(db: Database, say: (line: string) => void): Promise<void> {
  await fillNameKeys(db.withTables<NamedUsers>())
  for (const { client, names } of await findCollisions(db))
    say(`Warning: users of the client ${client} have names that are easily taken for one another: ${names.join(', ')}.`)
}
