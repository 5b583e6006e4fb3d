import { Link } from '@tanstack/react-router'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { PageHeader } from '#src/components/PageHeader.tsx'

export const NoSuchService = ({ reason }: { reason: string }) => (
  <>
    <title>No such service · Agent Console</title>
    <PageHeader title="No such service" />
    <EmptyState title={reason}>
      <p>The service is not there any more, or belongs to another client.</p>
      <p>
        <Link to="/services">Back to the services</Link>
      </p>
    </EmptyState>
  </>
)
