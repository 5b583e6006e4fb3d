import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Breadcrumbs } from '#src/components/Breadcrumbs.tsx'
import { PageHeader } from '#src/components/PageHeader.tsx'
import { NewAgentPanel } from '#src/features/agent-form/NewAgentPanel.tsx'

export function NewAgentPage() {
  const { from } = useSearch({ from: '/shell/widgets/agents/new' })
  const navigate = useNavigate()
  return (
    <>
      <title>New agent · Agent Console</title>
      <Breadcrumbs
        links={[
          <Link key="agents" to="/agents">
            Agents
          </Link>,
        ]}
        current="New agent"
      />
      <PageHeader title="New agent" />
      <NewAgentPanel
        from={from}
        // Back must not lead to a form that has done its work.
        onCreated={(id) => void navigate({ to: '/agents/$id', params: { id }, replace: true, ignoreBlocker: true })}
        onCancel={() =>
          void navigate(from === undefined ? { to: '/agents' } : { to: '/agents/$id', params: { id: from } })
        }
      />
    </>
  )
}
