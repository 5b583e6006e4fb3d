import { readOverwritten } from '#src/api/history.ts'
import { overwrittenWords } from '#src/domain/overwritten-words.ts'

/**
 * Resolves with the author of the level that a change overwrote, unless it is the one `shown`; undefined means without the skill.
 */
export const readOverwrittenLevel = async (change: number, agent: number, agentSkill: number, shown?: number) =>
  overwrittenWords(
    await readOverwritten(change, { agent, agentSkill, shown: shown === undefined ? {} : { proficiency: shown } }),
    () => 'it',
    String,
  )
