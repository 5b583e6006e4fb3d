import { useNavigate, useSearch } from '@tanstack/react-router'
import { PageHeader } from '#src/components/PageHeader.tsx'
import { askedBy, isNarrowed, useKeepList, type AgentsSearch } from '#src/domain/agent-filters/agents-search.ts'
import { FilterBar } from '#src/domain/agent-filters/FilterBar.tsx'
import { shownColumns, useLook } from '#src/domain/agents-table/column-choice.ts'
import { ColumnsMenu } from '#src/domain/agents-table/ColumnsMenu.tsx'
import { AgentCount, CountOfSearch } from '#src/features/agents/AgentCount.tsx'
import { AgentSearch } from '#src/domain/agent-filters/AgentSearch.tsx'
import { AgentsPanel } from '#src/features/agents/AgentsPanel.tsx'
import { AgentTabs, TAB_PANEL, tabId } from '#src/features/agents/AgentTabs.tsx'
import { LocksChecked } from '#src/features/agents/LocksChecked.tsx'
import { NewAgentButton } from '#src/features/agents/NewAgentButton.tsx'
import { NobodyMatches } from '#src/features/agents/NobodyMatches.tsx'
import { SaveViewButton } from '#src/features/agents/SaveViewButton.tsx'
import { ViewsButton } from '#src/features/agents/ViewsButton.tsx'
import styles from './AgentsPage.module.css'

export function AgentsPage() {
  const search = useSearch({ from: '/shell/agents' })
  const navigate = useNavigate({ from: '/agents' })
  const [look, setLook] = useLook()
  const { question, problem } = askedBy(search)
  useKeepList(search)
  const columns = shownColumns(look.columns, search.tab === 'locked')
  // Keys and choices do not make history: back leads to the page before, not to the letter before.
  const change = (changed: Partial<AgentsSearch>) =>
    void navigate({ search: (current) => ({ ...current, ...changed }), replace: true })
  return (
    <>
      <title>Agents · Agent Console</title>
      <PageHeader
        title="Agents"
        count={<AgentCount search={search} />}
        actions={
          <>
            <ViewsButton onLook={setLook} />
            <ColumnsMenu look={look} onChange={setLook} />
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
            problem={problem?.kind === 'text' ? problem.reason : undefined}
            onChange={change}
          />
          <FilterBar search={search} without={search.tab === 'locked' ? ['status'] : []} onChange={change} />
          {(isNarrowed(search) || search.sort !== undefined) && <SaveViewButton search={search} look={look} />}
          {search.tab === 'locked' && question && <LocksChecked question={question} columns={columns} />}
          <CountOfSearch search={search} />
        </div>
        {question ? (
          <AgentsPanel search={search} question={question} columns={columns} density={look.density} onChange={change} />
        ) : (
          <NobodyMatches search={search} onChange={change} />
        )}
      </div>
    </>
  )
}
