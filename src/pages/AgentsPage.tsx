import { useNavigate, useSearch } from '@tanstack/react-router'
import { PageHeader } from '#src/components/PageHeader.tsx'
import { AgentCount } from '#src/features/agents/AgentCount.tsx'
import { AgentSearch } from '#src/features/agents/AgentSearch.tsx'
import { AgentsPanel } from '#src/features/agents/AgentsPanel.tsx'
import styles from './AgentsPage.module.css'

export function AgentsPage() {
  const search = useSearch({ from: '/shell/agents' })
  const navigate = useNavigate({ from: '/agents' })
  return (
    <>
      <title>Agents · Agent Console</title>
      <PageHeader title="Agents" count={<AgentCount />} />
      <div className={styles.tools}>
        <AgentSearch
          search={search}
          // Keys do not make history: back leads to the page before, not to the letter before.
          onChange={(change) => void navigate({ search: (current) => ({ ...current, ...change }), replace: true })}
        />
      </div>
      <AgentsPanel search={search} />
    </>
  )
}
