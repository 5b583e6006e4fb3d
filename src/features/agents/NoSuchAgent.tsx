import { Link } from '@tanstack/react-router'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { PageHeader } from '#src/components/PageHeader.tsx'

export const NoSuchAgent = ({ reason }: { reason: string }) => (
  <>
    <title>Agent not found · Agent Console</title>
    <PageHeader title="Agent not found" />
    <EmptyState title={reason}>
      <p>It may also belong to another client.</p>
      <Link to="/agents">Back to the agents</Link>
    </EmptyState>
  </>
)
