import { Link } from '@tanstack/react-router'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { PageHeader } from '#src/components/PageHeader.tsx'

export const NoSuchService = ({ reason }: { reason: string }) => (
  <>
    <title>Service not found · Agent Console</title>
    <PageHeader title="Service not found" />
    <EmptyState title={reason}>
      <p>It may also belong to another client.</p>
      <p>
        <Link to="/services">Back to the services</Link>
      </p>
    </EmptyState>
  </>
)
