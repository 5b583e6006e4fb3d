import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { sessionQueries } from '#src/api/session.ts'
import { Breadcrumbs } from '#src/components/Breadcrumbs.tsx'
import { PageHeader } from '#src/components/PageHeader.tsx'
import { ChangeAgentsForm } from '#src/features/bulk-changes/ChangeAgentsForm.tsx'

export function ChangeAgentsPage() {
  const { change, chosen, preview } = useSearch({ from: '/shell/widgets/bulk-changes/new' })
  // The form kept in this tab is one user's: it is read once they are known.
  const { data: session } = useQuery(sessionQueries.current())
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
      {session && <ChangeAgentsForm key={preview ?? chosen ?? ''} first={change} chosen={chosen} preview={preview} />}
    </>
  )
}
