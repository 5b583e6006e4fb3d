import { storedLoginId } from '#contract/stored-text.ts'
import { fillNameKeys, findCollisions, type Collision, type NamedUsers } from '#server/database/name-keys.ts'
import type { Database } from '#server/database/tables.ts'

/**
 * Fills in missing name keys, and warns of names from before they were compared as they are now: of users, skills and agents that
 * are easily taken for one another.
 */
export async function compareNames(db: Database, say: (line: string) => void): Promise<void> {
  await fillNameKeys(db.withTables<NamedUsers>())
  const warn = (what: string, collisions: readonly Collision[]) => {
    for (const { client, names } of collisions)
      say(`Warning: ${what} of the client ${client} that are easily taken for one another: ${names.join(', ')}.`)
  }
  warn('users', await findCollisions(db, 'users'))
  warn('skills', await findCollisions(db, 'skills'))
  warn('login IDs', await findLeftAgents(db))
}

/** Finds the agents whose login IDs a migration left as they were because others have the form that it would give them. */
async function findLeftAgents(db: Database): Promise<Collision[]> {
  const left = await db
    .selectFrom('site')
    .select('value')
    .where('key', '=', 'agents-left-as-they-were')
    .executeTakeFirst()
  if (!left) return []
  const agents = await db
    .selectFrom('agent')
    .innerJoin('client', 'client.id', 'agent.client_id')
    .select(['client.code', 'login_id'])
    // Written by the migration.
    .where('agent.id', 'in', JSON.parse(left.value) as number[])
    .execute()
  return agents.map(({ code, login_id }) => ({ client: code, names: [login_id, storedLoginId(login_id)] }))
}
