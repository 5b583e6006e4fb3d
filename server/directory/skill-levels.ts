import { sql } from 'kysely'
import type { SkillLevels } from '#contract/dashboard.ts'
import type { Database } from '#server/database/tables.ts'

interface Level {
  skill: number
  proficiency: number
}

/** Returns the skills of a client with their levels, from counts that every write keeps up to date. */
export async function readSkillLevels(db: Database, client: number): Promise<SkillLevels> {
  const skills = await db
    .selectFrom('agent_skill')
    .select(['id', 'description'])
    .where('client_id', '=', client)
    .orderBy('id')
    .execute()
  const kept = await db
    .selectFrom('agent_skill')
    .innerJoin('agent_skill_level', 'agent_skill_level.agent_skill_id', 'agent_skill.id')
    .select(['agent_skill.id as skill', 'proficiency', 'holders', 'active'])
    .where('client_id', '=', client)
    .where('holders', '>', 0)
    .orderBy('proficiency')
    .execute()
  const locked = await countLocked(db, client)
  const levels = new Map<number, SkillLevels['agentSkill'][number]['levels']>(skills.map(({ id }) => [id, []]))
  for (const { skill, proficiency, holders, active } of kept)
    levels.get(skill)?.push({
      proficiency,
      holders,
      // Somebody may be locked between two reads.
      active: Math.max(0, active - (locked.get(keyOf({ skill, proficiency })) ?? 0)),
    })
  return { agentSkill: skills.map((skill) => ({ ...skill, levels: levels.get(skill.id) ?? [] })) }
}

const keyOf = ({ skill, proficiency }: Level) => `${skill}:${proficiency}`

/** Counts the locked ones among the active agents at a level: they are few. */
async function countLocked(db: Database, client: number): Promise<ReadonlyMap<string, number>> {
  // Without the order, SQLite reads all agents of the client.
  const { rows } = await sql<Level & { agents: number }>`
    select held.agent_skill_id as skill, held.proficiency, count(*) as agents
    from (
      select id from agent where client_id = ${client} and locked_at is not null and active = 1 order by login_id
    ) as locked
    join agent_skill_assignment as held on held.client_id = ${client} and held.agent_id = locked.id
    group by held.agent_skill_id, held.proficiency`.execute(db)
  return new Map(rows.map((row) => [keyOf(row), row.agents]))
}
