import { useNavigate, useSearch } from '@tanstack/react-router'
import { PageHeader } from '#src/components/PageHeader.tsx'
import { AgentCount } from '#src/features/agents/AgentCount.tsx'
import { AgentSearch } from '#src/features/agents/AgentSearch.tsx'
import { AgentTabs, TAB_PANEL, tabId } from '#src/features/agents/AgentTabs.tsx'
import { AllAgentsPanel } from '#src/features/agents/AllAgentsPanel.tsx'
import { ColumnsMenu } from '#src/features/agents/ColumnsMenu.tsx'
import { useHiddenColumns } from '#src/features/agents/hidden-columns.ts'
import { LockedAgentsPanel } from '#src/features/agents/LockedAgentsPanel.tsx'
import { NewAgentButton } from '#src/features/agents/NewAgentButton.tsx'
import styles from './AgentsPage.module.css'

export function AgentsPage() {
  const search = useSearch({ from: '/shell/agents' })
  const navigate = useNavigate({ from: '/agents' })
  const [hiddenColumns, toggleColumn] = useHiddenColumns()
  const AgentsPanel = search.tab === 'locked' ? LockedAgentsPanel : AllAgentsPanel
  return (
    <>
      <title>Agents · Agent Console</title>
      <PageHeader
        title="Agents"
        count={<AgentCount />}
        actions={
          <>
            <ColumnsMenu hidden={hiddenColumns} onToggle={toggleColumn} />
            <NewAgentButton />
          </>
        }
      />
      <div className={styles.tabs}>
        <AgentTabs open={search.tab} />
      </div>
      <div id={TAB_PANEL} className={styles.list} role="tabpanel" aria-labelledby={tabId(search.tab)}>
        <div className={styles.tools}>
          <AgentSearch
            search={search}
            // Keys do not make history: back leads to the page before, not to the letter before.
            onChange={(change) => void navigate({ search: (current) => ({ ...current, ...change }), replace: true })}
          />
        </div>
        <AgentsPanel search={search} hiddenColumns={hiddenColumns} />
      </div>
    </>
  )
}
