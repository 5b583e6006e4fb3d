import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { serviceQueries } from '#src/api/services.ts'
import { AgentSearch } from '#src/domain/agent-filters/AgentSearch.tsx'
import { isNarrowed, type AgentsSearch } from '#src/domain/agent-filters/agents-search.ts'
import { FilterBar } from '#src/domain/agent-filters/FilterBar.tsx'
import { NoSuchService } from '#src/features/services/NoSuchService.tsx'
import { serviceQuestion } from '#src/features/services/service-question.ts'
import { ServiceAgentsPanel } from '#src/features/services/ServiceAgentsPanel.tsx'
import { ServiceHeader } from '#src/features/services/ServiceHeader.tsx'
import styles from './ServicePage.module.css'

export function ServicePage() {
  const { id } = useParams({ from: '/shell/widgets/services/$id' })
  const search = useSearch({ from: '/shell/widgets/services/$id' })
  const navigate = useNavigate({ from: '/services/$id' })
  const { error } = useQuery(serviceQueries.detail(id))
  if (error?.kind === 'not-found') return <NoSuchService reason={error.message} />
  const change = (changed: Partial<AgentsSearch>) =>
    void navigate({ search: (current) => ({ ...current, ...changed }), replace: true })
  const { question, sort, problem } = serviceQuestion(id, search)
  return (
    <>
      <ServiceHeader id={id} />
      <ServiceAgentsPanel
        key={id}
        serviceId={id}
        question={question}
        sort={sort}
        onSort={(next) => change({ sort: next })}
        isNarrowed={isNarrowed(search)}
      >
        <div className={styles.tools}>
          <AgentSearch label="Search these agents" search={search} problem={problem} onChange={change} />
          <FilterBar search={search} without={[]} onChange={change} />
        </div>
      </ServiceAgentsPanel>
      <p className={styles.note}>Changes can take up to 5 minutes to reach signed-in agents.</p>
    </>
  )
}
