import { useQuery } from '@tanstack/react-query'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import styles from './Skills.module.css'

const SKELETONS = [96, 72, 120, 64, 88, 104, 80, 112]

/** All skills of the client. */
export function SkillsPanel() {
  const { data: skills, error, isFetching, refetch } = useQuery(agentSkillQueries.list())
  if (error && !skills)
    return (
      <FailedState
        title="The skills could not be loaded"
        reason={error.message}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    )
  if (skills?.length === 0)
    return (
      <EmptyState title="No skills yet">
        <p>A skill sends calls to the agents who are good at it. Make the first with “New skill”.</p>
      </EmptyState>
    )
  return (
    <table className={styles.table} aria-label="Skills" aria-busy={!skills}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">ID</th>
        </tr>
      </thead>
      <tbody>
        {skills
          ? skills.map(({ id, name }) => (
              <tr key={id}>
                <td>{name}</td>
                <td>{id}</td>
              </tr>
            ))
          : SKELETONS.map((width) => (
              <tr key={width} aria-hidden="true">
                <td>
                  <Skeleton width={width} />
                </td>
                <td>
                  <Skeleton width={48} />
                </td>
              </tr>
            ))}
      </tbody>
    </table>
  )
}
