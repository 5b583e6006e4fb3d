import { createHash, hash } from 'node:crypto'
import type { AgentSkill } from '#contract/agent-skills.ts'
import type { Agent } from '#contract/agents.ts'
import { changedSince } from '#server/operations/api-failure.ts'
import type { Context } from '#server/operations/context.ts'

/**
 * Returns the version of an agent: a hash of all that Read Agent shows except the last sign-in, which is nobody's change. Made
 * from data that was read anyway: every write of an assignment, and of a skill that many hold, would have to move a counting
 * column.
 */
export const versionOfAgent = (agent: Agent): string =>
  hash('sha1', JSON.stringify({ ...agent, lastLogin: undefined, lastLoginIp: undefined }), 'base64url')

/** Returns the version of a skill: all that Read Agent Skill shows. Its thousands of holders are hashed as the numbers that they are. */
export function versionOfSkill({ agent, ...texts }: AgentSkill): string {
  const holders = Float64Array.from(agent.flatMap(({ id, proficiency }) => [id, proficiency]))
  return createHash('sha1').update(JSON.stringify(texts)).update(holders).digest('base64url')
}

/** Throws 412 where the caller wants to change another version than the one that is read now, in the write's transaction. */
export async function requireExpected({ expects }: Context, read: () => Promise<string>): Promise<void> {
  if (expects && !expects(await read())) throw changedSince()
}
