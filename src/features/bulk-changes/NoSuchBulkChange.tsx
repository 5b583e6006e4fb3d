import { Link } from '@tanstack/react-router'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { PageHeader } from '#src/components/PageHeader.tsx'

export const NoSuchBulkChange = ({ reason }: { reason: string }) => (
  <>
    <title>Bulk change not found · Agent Console</title>
    <PageHeader title="Bulk change not found" />
    <EmptyState title={reason}>
      <p>It may be somebody else’s preview, or a preview older than a day.</p>
      <Link to="/bulk-changes">Back to the bulk changes</Link>
    </EmptyState>
  </>
)
