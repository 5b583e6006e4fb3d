import { sql, type Kysely } from 'kysely'
import { fold } from '#contract/fold.ts'
import type { Database } from '#server/database/tables.ts'

/** Returns the key that must be unique among the users of a client, and among its skills. */
export const nameKeyOf = (name: string): string => fold(name).trim()

// Names are trimmed, so no other name has a key that begins with a blank.
export const keyOfDuplicate = (userName: string, id: number) => ` ${nameKeyOf(userName)} ${id}`

/** The columns that the migration needs; the table had fewer then. */
export type NamedUsers = {
  user_account: { id: number; client_id: number; user_name: string; name_key: string | null }
}

/** Gives a key to each user without one. Among users with the same name, the oldest gets the plain key. */
export async function fillNameKeys(db: Kysely<NamedUsers>): Promise<void> {
  const users = await db
    .selectFrom('user_account')
    .select(['id', 'client_id', 'user_name'])
    .where('name_key', 'is', null)
    .orderBy('id')
    .execute()
  for (const { id, client_id, user_name } of users) {
    const key = nameKeyOf(user_name)
    const isTaken = await db
      .selectFrom('user_account')
      .select('id')
      .where('client_id', '=', client_id)
      .where('name_key', '=', key)
      // Another copy may be filling in the same row at the same time.
      .where('id', '<>', id)
      .executeTakeFirst()
    await db
      .updateTable('user_account')
      .set({ name_key: isTaken ? keyOfDuplicate(user_name, id) : key })
      .where('id', '=', id)
      .execute()
  }
}

/** Names of one client with the same key, from before such names were refused. */
export interface Collision {
  /** The client's code. */
  client: string
  names: readonly string[]
}

/** Finds the users or the skills of all clients whose names are taken for one another. */
export async function findCollisions(db: Database, objects: 'users' | 'skills'): Promise<Collision[]> {
  const table = sql.table(objects === 'users' ? 'user_account' : 'agent_skill')
  const name = sql.ref(objects === 'users' ? 'user_name' : 'name')
  const { rows } = await sql<{ client: string; name: string }>`
    select client.code as client, ${name} as name from ${table} as named join client on client.id = named.client_id
    where client_id in (select client_id from ${table} where name_key like ' %') order by client_id, named.id`.execute(
    db,
  )
  const alike = new Map<string, { client: string; names: string[] }>()
  for (const { client, name: each } of rows) {
    const key = `${client} ${nameKeyOf(each)}`
    alike.set(key, { client, names: [...(alike.get(key)?.names ?? []), each] })
  }
  return [...alike.values()].filter(({ names }) => names.length > 1)
}
