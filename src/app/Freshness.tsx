import { useQuery } from '@tanstack/react-query'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { agentQueries } from '#src/api/agents.ts'
import { FRESHNESS } from '#src/api/list-info.ts'

/**
 * Asks whether the lists moved, while the page is visible. Queries of a moved list refetch; a failed question is repeated in
 * silence.
 */
export function Freshness() {
  useQuery({ ...agentQueries.info(), ...FRESHNESS })
  useQuery({ ...agentSkillQueries.info(), ...FRESHNESS })
  return null
}
