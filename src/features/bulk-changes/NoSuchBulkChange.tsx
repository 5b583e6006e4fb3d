import { Link } from '@tanstack/react-router'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { PageHeader } from '#src/components/PageHeader.tsx'

export const NoSuchBulkChange = ({ reason }: { reason: string }) => (
  <>
    <title>Bulk change not found · Agent Console</title>
    <PageHeader title="Bulk change not found" />
    <EmptyState title={reason}>
      <p>It may be someone else’s preview, or one from more than a day ago.</p>
      <Link to="/bulk-changes">Back to the bulk changes</Link>
    </EmptyState>
  </>
)
