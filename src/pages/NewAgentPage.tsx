import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Breadcrumbs } from '#src/components/Breadcrumbs.tsx'
import { PageHeader } from '#src/components/PageHeader.tsx'
import { NewAgentPanel } from '#src/features/agent-form/NewAgentPanel.tsx'
import { LevelControl } from '#src/features/agent-skills/LevelControl.tsx'

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
        // The same slider as on the agent's page, which is where they learn what it means.
        levelControl={(props) => <LevelControl {...props} />}
        // Back must not lead to a form that has done its work.
        onCreated={(id) => void navigate({ to: '/agents/$id', params: { id }, replace: true, ignoreBlocker: true })}
        onCancel={() =>
          void navigate(from === undefined ? { to: '/agents' } : { to: '/agents/$id', params: { id: from } })
        }
      />
    </>
  )
}
