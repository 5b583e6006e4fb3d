import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { formatCount } from '#src/lib/format.ts'
import { SkillActions } from './SkillActions.tsx'
import styles from './Skills.module.css'

const SKELETONS = [96, 72, 120, 64, 88, 104, 80, 112]

/** All skills of the client, and how many agents hold each. */
export function SkillsPanel() {
  const { data: skills, error, isFetching, refetch } = useQuery(agentSkillQueries.list())
  const counts = useQuery(agentSkillQueries.counts())
  const table = useRef<HTMLTableElement>(null)
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
  const holdersOf = (id: number) =>
    counts.data ? (
      formatCount(counts.data.get(id)?.levels.reduce((sum, level) => sum + level.holders, 0) ?? 0)
    ) : counts.isError ? (
      '–'
    ) : (
      <Skeleton width={32} />
    )
  return (
    <>
      {counts.isError && !counts.data && (
        <FailedState
          title="How many agents hold each skill could not be loaded"
          reason={counts.error.message}
          onRetry={() => void counts.refetch()}
          retrying={counts.isFetching}
        />
      )}
      {/* A deleted skill takes the focus with it, so the focus goes to the table. */}
      <table ref={table} tabIndex={-1} className={styles.table} aria-label="Skills" aria-busy={!skills}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">ID</th>
            <th scope="col">Agents</th>
            <th scope="col">
              <VisuallyHidden>Actions</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {skills
            ? skills.map(({ id, name }) => (
                <tr key={id}>
                  <td>
                    <Link to="/skills/$id" params={{ id }}>
                      {name}
                    </Link>
                  </td>
                  <td>{id}</td>
                  <td>{holdersOf(id)}</td>
                  <td>
                    <span className={styles.actions}>
                      <SkillActions id={id} name={name} size="small" onDelete={() => table.current?.focus()} />
                    </span>
                  </td>
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
                  <td>
                    <Skeleton width={32} />
                  </td>
                  <td>
                    <Skeleton width={112} height={26} />
                  </td>
                </tr>
              ))}
        </tbody>
      </table>
    </>
  )
}
