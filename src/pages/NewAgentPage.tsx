import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { agentQueries } from '#src/api/agents.ts'
import { Breadcrumbs } from '#src/components/Breadcrumbs.tsx'
import { useLeftList } from '#src/domain/agent-filters/agents-search.ts'
import { PageHeader } from '#src/components/PageHeader.tsx'
import { NewAgentPanel } from '#src/features/agent-form/NewAgentPanel.tsx'
import { isolate } from '#src/lib/isolate.ts'

export function NewAgentPage() {
  const { from } = useSearch({ from: '/shell/widgets/agents/new' })
  const navigate = useNavigate()
  const list = useLeftList()
  const { data: copied } = useQuery({ ...agentQueries.detail(from ?? 0), enabled: from !== undefined })
  const title =
    from !== undefined && copied ? `New agent, like ${isolate(`${copied.firstName} ${copied.lastName}`)}` : 'New agent'
  return (
    <>
      <title>{`${title} · Agent Console`}</title>
      <Breadcrumbs
        links={[
          <Link key="agents" to="/agents" search={list} activeOptions={{ exact: true }}>
            Agents
          </Link>,
        ]}
        current="New agent"
      />
      <PageHeader title={title} />
      <NewAgentPanel
        // Each copy is a form of its own.
        key={from}
        from={from}
        onCancel={() =>
          void navigate(from === undefined ? { to: '/agents' } : { to: '/agents/$id', params: { id: from } })
        }
      />
    </>
  )
}
