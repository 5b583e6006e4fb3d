import { sql } from 'kysely'
import type { Database } from '#server/database/tables.ts'

/** Agents who come to a level of a skill, or leave it. */
interface LevelChange {
  skill: number
  proficiency: number
  /** Negative: so many leave. */
  holders: number
  /** Those of them who are active. */
  active: number
}

/** Changes of many agents, summed up by level. */
export class LevelSums {
  readonly #sums = new Map<string, LevelChange>()

  add(changes: Iterable<LevelChange>): this {
    for (const change of changes) {
      const key = `${change.skill}:${change.proficiency}`
      const { holders = 0, active = 0 } = this.#sums.get(key) ?? {}
      this.#sums.set(key, { ...change, holders: holders + change.holders, active: active + change.active })
    }
    return this
  }

  /** In one order, so that two writes never wait for each other in a circle. */
  list(): LevelChange[] {
    return [...this.#sums.values()].sort((one, other) => one.skill - other.skill || one.proficiency - other.proficiency)
  }
}

/**
 * Keeps the number of agents at each level of a skill, in the transaction that changes it: counting them for a list would read every
 * assignment of the client.
 */
export async function addToLevels(trx: Database, changes: LevelSums | readonly LevelChange[]): Promise<void> {
  const sums = (changes instanceof LevelSums ? changes : new LevelSums().add(changes)).list()
  if (!sums.length) return
  await trx
    .insertInto('agent_skill_level')
    .values(sums.map(({ skill, ...rest }) => ({ agent_skill_id: skill, ...rest })))
    .onConflict((conflict) =>
      conflict.columns(['agent_skill_id', 'proficiency']).doUpdateSet({
        holders: sql<number>`agent_skill_level.holders + excluded.holders`,
        active: sql<number>`agent_skill_level.active + excluded.active`,
      }),
    )
    .execute()
}

/** Returns the change of so many agents with the same skills: 1 come with them, -1 go with them. */
export const levelsOf = (
  skills: readonly { id: number; proficiency: number }[],
  by: 1 | -1,
  isActive: boolean,
): LevelChange[] =>
  skills.map(({ id, proficiency }) => ({ skill: id, proficiency, holders: by, active: isActive ? by : 0 }))
