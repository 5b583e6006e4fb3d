import { Link, useParams } from '@tanstack/react-router'
import { Breadcrumbs } from '#src/components/Breadcrumbs.tsx'
import { BulkChangeView } from '#src/features/bulk-changes/BulkChangeView.tsx'

export function BulkChangePage() {
  const { id } = useParams({ from: '/shell/widgets/bulk-changes/$id' })
  return (
    <>
      <Breadcrumbs
        links={[
          <Link key="bulk-changes" to="/bulk-changes" activeOptions={{ exact: true }}>
            Bulk changes
          </Link>,
        ]}
        current={id}
      />
      <BulkChangeView key={id} id={id} />
    </>
  )
}
