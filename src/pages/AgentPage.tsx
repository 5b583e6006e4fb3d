import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { agentQueries } from '#src/api/agents.ts'
import { useNoteOpened } from '#src/domain/recent-agents.ts'
import { AgentActions } from '#src/features/agent-form/AgentActions.tsx'
import { AgentSkillsPanel } from '#src/features/skill-levels/AgentSkillsPanel.tsx'
import { AgentServicesPanel } from '#src/features/agent-services/AgentServicesPanel.tsx'
import { AgentCallCentersPanel } from '#src/features/agents/AgentCallCentersPanel.tsx'
import { AgentDetailsPanel } from '#src/features/agents/AgentDetailsPanel.tsx'
import { AgentHeader } from '#src/features/agents/AgentHeader.tsx'
import { NoSuchAgent } from '#src/features/agents/NoSuchAgent.tsx'
import { HistoryPanel } from '#src/features/history/HistoryPanel.tsx'
import styles from './AgentPage.module.css'

export function AgentPage() {
  const { id } = useParams({ from: '/shell/widgets/agents/$id' })
  const { data: agent, error } = useQuery(agentQueries.detail(id))
  useNoteOpened(id, agent, error?.kind === 'not-found')
  if (error?.kind === 'not-found') return <NoSuchAgent reason={error.message} />
  return (
    <>
      <AgentHeader id={id} actions={<AgentActions key={id} id={id} />} />
      <div className={styles.columns} key={id}>
        <div className={styles.column}>
          <AgentSkillsPanel agentId={id} />
          <AgentDetailsPanel id={id} />
        </div>
        <div className={styles.column}>
          <AgentServicesPanel agentId={id} />
          <AgentCallCentersPanel id={id} />
          <div className={styles.history}>
            <HistoryPanel agent={id} />
          </div>
        </div>
      </div>
    </>
  )
}
