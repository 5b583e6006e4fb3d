import { sql } from 'kysely'
import type { Database } from '#server/database/tables.ts'

/**
 * Keeps the number of agents who hold each of these skills, in the transaction that changes it: counting them for a list would
 * read every assignment of the client.
 */
export async function addToHolders(trx: Database, skills: readonly number[], by: 1 | -1): Promise<void> {
  if (!skills.length) return
  await trx
    .updateTable('agent_skill')
    .set({ holders: sql<number>`holders + ${by}` })
    .where('id', 'in', skills)
    .execute()
}
