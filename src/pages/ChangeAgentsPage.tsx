import { Link, useSearch } from '@tanstack/react-router'
import { Breadcrumbs } from '#src/components/Breadcrumbs.tsx'
import { PageHeader } from '#src/components/PageHeader.tsx'
import { ChangeAgentsForm } from '#src/features/bulk-changes/ChangeAgentsForm.tsx'

export function ChangeAgentsPage() {
  const { change } = useSearch({ from: '/shell/widgets/bulk-changes/new' })
  return (
    <>
      <title>Change agents · Agent Console</title>
      <Breadcrumbs
        links={[
          <Link key="bulk-changes" to="/bulk-changes" activeOptions={{ exact: true }}>
            Bulk changes
          </Link>,
        ]}
        current="Change agents"
      />
      <PageHeader title="Change agents" />
      <ChangeAgentsForm first={change} />
    </>
  )
}
