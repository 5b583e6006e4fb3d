import type { Kysely } from 'kysely'
import { fold } from '#contract/fold.ts'
import type { Database } from '#server/database/tables.ts'

/** The key under which a user's name is the only one of its client. */
export const nameKeyOf = (userName: string): string => fold(userName)

// A name has no blanks around it, so that no name has such a key.
const keyOfDuplicate = (userName: string, id: number) => ` ${nameKeyOf(userName)} ${id}`

/** As the migration that begins to compare names sees the table. */
export type NamedUsers = {
  user_account: { id: number; client_id: number; user_name: string; name_key: string | null }
}

/** Gives keys to the users who have none. Of those whose names are one, the oldest has the key itself. */
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
      // Another copy that starts at the same time may have been faster.
      .where('id', '<>', id)
      .executeTakeFirst()
    await db
      .updateTable('user_account')
      .set({ name_key: isTaken ? keyOfDuplicate(user_name, id) : key })
      .where('id', '=', id)
      .execute()
  }
}

/** Names of one client that are there from before such were refused: they differ in case or form alone. */
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
