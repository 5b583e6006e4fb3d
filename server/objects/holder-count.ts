import { sql } from 'kysely'
import type { Database } from '#server/database/tables.ts'

/**
 * Keeps the number of agents who hold each skill, in the transaction that changes it: counting them for a list would read every
 * assignment of the client. A skill that is named more than once counts so many times.
 */
export async function addToHolders(trx: Database, skills: readonly number[], by: 1 | -1): Promise<void> {
  const counts = new Map<number, number>()
  for (const skill of skills) counts.set(skill, (counts.get(skill) ?? 0) + by)
  for (const count of new Set(counts.values()))
    await trx
      .updateTable('agent_skill')
      .set({ holders: sql<number>`holders + ${count}` })
      .where(
        'id',
        'in',
        [...counts].filter(([, each]) => each === count).map(([skill]) => skill),
      )
      .execute()
}
