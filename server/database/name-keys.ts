import type { Kysely } from 'kysely'
import { fold } from '#contract/fold.ts'
import type { Database } from '#server/database/tables.ts'

/** Returns the key that must be unique among the users of a client. */
export const nameKeyOf = (userName: string): string => fold(userName)

// Names are trimmed, so no other name has a key that begins with a blank.
const keyOfDuplicate = (userName: string, id: number) => ` ${nameKeyOf(userName)} ${id}`

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

/** User names of one client that differ only in case or Unicode form, from before such names were refused. */
export interface Collision {
  /** The client's code. */
  client: string
  names: readonly string[]
}

export async function findCollisions(db: Database): Promise<Collision[]> {
  const clients = await db
    .selectFrom('user_account')
    .select('client_id')
    .distinct()
    .where('name_key', 'like', ' %')
    .execute()
  const collisions: Collision[] = []
  for (const { client_id } of clients) {
    const users = await db
      .selectFrom('user_account')
      .innerJoin('client', 'client.id', 'user_account.client_id')
      .select(['code', 'user_name'])
      .where('client_id', '=', client_id)
      .orderBy('user_account.id')
      .execute()
    const alike = new Map<string, { client: string; names: string[] }>()
    for (const { code, user_name } of users) {
      const key = nameKeyOf(user_name)
      alike.set(key, { client: code, names: [...(alike.get(key)?.names ?? []), user_name] })
    }
    collisions.push(...[...alike.values()].filter(({ names }) => names.length > 1))
  }
  return collisions
}
