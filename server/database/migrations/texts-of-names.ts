import { sql, type Kysely } from 'kysely'
import { storedText } from '#contract/stored-text.ts'
import { keyOfDuplicate, nameKeyOf } from '#server/database/name-keys.ts'

/**
 * Brings the names of skills or users into the form in which they are stored from now on, and their keys with them. Of several with
 * one key the oldest gets it, and the others stay as they are; the start warns of them.
 */
export async function bringNamesAlong(
  db: Kysely<Record<never, never>>,
  table: 'agent_skill' | 'user_account',
  column: 'name' | 'user_name',
): Promise<void> {
  const { rows } = await sql<{ id: number; client: number; name: string; key: string | null }>`
    select id, client_id as client, ${sql.ref(column)} as name, name_key as key from ${sql.table(table)} order by id`.execute(
    db,
  )
  const names = new Set(rows.map(({ client, name }) => `${client} ${name}`))
  const taken = new Set<string>()
  const next = rows.map(({ id, client, name }) => {
    const stored = storedText(name) || name
    // Somebody else may be called so already.
    const wanted = names.has(`${client} ${stored}`) ? name : stored
    const key = nameKeyOf(wanted)
    const isTaken = taken.has(`${client} ${key}`)
    taken.add(`${client} ${key}`)
    return isTaken ? { id, name, key: keyOfDuplicate(name, id) } : { id, name: wanted, key }
  })
  const changed = next.filter(({ name, key }, i) => name !== rows[i]?.name || key !== rows[i]?.key)
  // First out of each other's way: keys are unique.
  for (const { id } of changed)
    await sql`update ${sql.table(table)} set name_key = ${` moving ${id}`} where id = ${id}`.execute(db)
  for (const { id, name, key } of changed)
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${name}, name_key = ${key} where id = ${id}`.execute(
      db,
    )
}
