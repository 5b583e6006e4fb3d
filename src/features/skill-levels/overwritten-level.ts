import { readOverwritten } from '#src/api/history.ts'
import { overwrittenWords } from '#src/domain/overwritten-words.ts'

/** Resolves with who had set the level that a change overwrote, where that is not the one `shown`; undefined is without the skill. */
export const readOverwrittenLevel = async (change: number, agent: number, agentSkill: number, shown?: number) =>
  overwrittenWords(
    await readOverwritten(change, { agent, agentSkill, shown: shown === undefined ? {} : { proficiency: shown } }),
    () => 'it',
    String,
  )
