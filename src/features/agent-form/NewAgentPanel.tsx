import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { agentQueries } from '#src/api/agents.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { FactListSkeleton } from '#src/components/FactList.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { NewAgentForm } from './NewAgentForm.tsx'
import styles from './NewAgentForm.module.css'

type FormProps = Omit<Parameters<typeof NewAgentForm>[0], 'copied'>

/** The form for a new agent; with `from` it begins as a copy of that one. */
export const NewAgentPanel = ({ from, ...props }: FormProps & { from: number | undefined }) =>
  from === undefined ? (
    <NewAgentForm key="new" copied={undefined} {...props} />
  ) : (
    <Copy key={from} from={from} {...props} />
  )

function Copy({ from, ...props }: FormProps & { from: number }) {
  const { data: agent, error, isFetching, refetch } = useQuery(agentQueries.detail(from))
  if (agent) return <NewAgentForm copied={agent} {...props} />
  if (error?.kind === 'not-found')
    return (
      <EmptyState title={error.message}>
        <p>The agent to copy was deleted, or belongs to another client.</p>
        <Link to="/agents/new">Begin without a copy</Link>
      </EmptyState>
    )
  if (error)
    return (
      <FailedState
        title="The agent to copy could not be loaded"
        reason={error.message}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    )
  return (
    <div className={styles.columns}>
      <Panel title="Details">
        <FactListSkeleton count={7} />
      </Panel>
      <Panel title="Skills">
        <FactListSkeleton count={3} />
      </Panel>
    </div>
  )
}
