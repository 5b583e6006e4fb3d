import { Link } from '@tanstack/react-router'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { PageHeader } from '#src/components/PageHeader.tsx'

export const NoSuchAgent = ({ reason }: { reason: string }) => (
  <>
    <title>No such agent · Agent Console</title>
    <PageHeader title="No such agent" />
    <EmptyState title={reason}>
      <p>The agent was deleted, or belongs to another client.</p>
      <Link to="/agents">Back to the agents</Link>
    </EmptyState>
  </>
)
