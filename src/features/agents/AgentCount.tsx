import { useQuery } from '@tanstack/react-query'
import { agentQueries } from '#src/api/agents.ts'
import { formatCount } from '#src/lib/format.ts'
import styles from './AgentCount.module.css'

/** How many agents the client has. Without the figure the page is still the page, so a failure shows nothing. */
export function AgentCount() {
  const { data } = useQuery(agentQueries.info())
  return data && <span className={styles.count}>{formatCount(data.size)}</span>
}
