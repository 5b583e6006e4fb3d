import { insertMany } from '#server/database/insert-many.ts'
import type { Database } from '#server/database/tables.ts'
import { addToLevels, levelsOf } from '#server/objects/skill-levels.ts'

/** The ids in the demo data. */
export const SPANISH = 8945
export const CARE = 17885

/** Gives a skill and a service to all agents of their client who have it not. */
export async function giveToAll(db: Database): Promise<void> {
  const { client_id: client } = await db
    .selectFrom('agent_skill')
    .select('client_id')
    .where('id', '=', SPANISH)
    .executeTakeFirstOrThrow()
  const agents = await db
    .selectFrom('agent')
    .select(['id', 'login_id', 'active', 'locked_at'])
    .where('client_id', '=', client)
    .execute()
  const holders = await db
    .selectFrom('agent_skill_assignment')
    .select('agent_id as id')
    .where('agent_skill_id', '=', SPANISH)
    .execute()
  const served = await db.selectFrom('agent_service').select('agent_id as id').where('service_id', '=', CARE).execute()
  const without = (having: readonly { id: number }[]) => {
    const ids = new Set(having.map(({ id }) => id))
    return agents.filter(({ id }) => !ids.has(id))
  }
  const keyOf = ({ id, login_id }: (typeof agents)[number]) => ({ client_id: client, agent_id: id, login_id })
  const given = without(holders).map((agent) => ({ agent, skill: { id: SPANISH, proficiency: (agent.id % 5) + 1 } }))
  await db.transaction().execute(async (trx) => {
    await insertMany(
      trx,
      'agent_skill_assignment',
      given.map(({ agent, skill }) => ({
        ...keyOf(agent),
        agent_skill_id: skill.id,
        proficiency: skill.proficiency,
      })),
    )
    await addToLevels(
      trx,
      given.flatMap(({ agent, skill }) => levelsOf([skill], 1, agent.active === 1 && agent.locked_at === null)),
    )
    await insertMany(
      trx,
      'agent_service',
      without(served).map((agent) => ({ ...keyOf(agent), service_id: CARE })),
    )
  })
}
