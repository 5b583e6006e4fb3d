import { Link } from '@tanstack/react-router'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { ChangeList } from './ChangeList.tsx'
import styles from './HistoryPanel.module.css'

const PAGE_SIZE = 20

type HistoryPanelProps = { agent: number; skill?: never } | { skill: number; agent?: never }

/** The changes of one agent or one skill. */
export function HistoryPanel({ agent, skill }: HistoryPanelProps) {
  return (
    <Panel
      title="History"
      action={
        <Link to="/history" search={agent === undefined ? { skill } : { agent }} className={styles.all}>
          All changes
        </Link>
      }
    >
      <ChangeList
        filter={agent === undefined ? { agentSkill: skill } : { agent }}
        pageSize={PAGE_SIZE}
        empty={
          <EmptyState title="No changes yet">
            <p>Changes made here or through the API will appear here.</p>
          </EmptyState>
        }
      />
    </Panel>
  )
}
