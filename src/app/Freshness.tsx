import { useQuery } from '@tanstack/react-query'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { agentQueries } from '#src/api/agents.ts'
import { FRESHNESS } from '#src/api/list-info.ts'

/**
 * Asks whether the lists moved, while the page can be seen. Those who show a part of them read it again then; a question that
 * fails is asked again, without a word.
 */
export function Freshness() {
  useQuery({ ...agentQueries.info(), ...FRESHNESS })
  useQuery({ ...agentSkillQueries.info(), ...FRESHNESS })
  return null
}
