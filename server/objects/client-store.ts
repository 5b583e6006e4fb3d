import type { Database } from '#server/database/tables.ts'

interface NewClient {
  /** Given by the database unless it is named. */
  id?: number
  /** Upper-cased. */
  code: string
  displayName: string
  /** Milliseconds since 1970-01-01 GMT. */
  now: number
}

/** Inserts a client with its empty lists. Returns its id. */
export async function insertClient(db: Database, { id, code, displayName, now }: NewClient): Promise<number> {
  const client = await db
    .insertInto('client')
    .values({ ...(id !== undefined && { id }), code, display_name: displayName, agent_skill_enabled: 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  const empty = { client_id: client.id, size: 0, last_modified: now }
  await db
    .insertInto('list_state')
    .values([
      { ...empty, list: 'agents' },
      { ...empty, list: 'agent-skills' },
      { ...empty, list: 'locked-agents' },
    ])
    .execute()
  return client.id
}
