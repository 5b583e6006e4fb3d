import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { agentQueries } from '#src/api/agents.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { FactListSkeleton } from '#src/components/FactList.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { CreatedAgent } from './CreatedAgent.tsx'
import { NewAgentForm } from './NewAgentForm.tsx'
import styles from './NewAgentForm.module.css'

type FormProps = Pick<Parameters<typeof NewAgentForm>[0], 'onCancel'>

/** The form for a new agent (with `from`, a copy of that one), then the login ID and password to hand over. */
export function NewAgentPanel({ from, ...props }: FormProps & { from: number | undefined }) {
  const navigate = useNavigate()
  const [created, setCreated] = useState<{ id: number; loginId: string; password: string }>()
  // Back must not lead to a form that has done its work.
  const open = (id: number) => navigate({ to: '/agents/$id', params: { id }, replace: true })
  if (created)
    return (
      <CreatedAgent
        loginId={created.loginId}
        password={created.password}
        onOpen={() => void open(created.id)}
        onAnother={() => void navigate({ to: '/agents/new', search: { from: created.id }, replace: true })}
      />
    )
  const form = {
    ...props,
    onCreated: ({ id, loginId, generated }: { id: number; loginId: string; generated: string | undefined }) => {
      if (generated === undefined)
        void navigate({ to: '/agents/$id', params: { id }, replace: true, ignoreBlocker: true })
      else setCreated({ id, loginId, password: generated })
    },
  }
  return from === undefined ? <NewAgentForm copied={undefined} {...form} /> : <Copy from={from} {...form} />
}

function Copy({ from, ...props }: Omit<Parameters<typeof NewAgentForm>[0], 'copied'> & { from: number }) {
  const { data: agent, error, isFetching, refetch } = useQuery(agentQueries.detail(from))
  if (agent) return <NewAgentForm copied={agent} {...props} />
  if (error?.kind === 'not-found')
    return (
      <EmptyState title={error.message}>
        <p>The agent to copy was deleted, or belongs to another client.</p>
        <Link to="/agents/new">Start without a copy</Link>
      </EmptyState>
    )
  if (error)
    return <FailedState title="The agent to copy couldn’t be loaded" reads={[{ error, isFetching, refetch }]} />
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
