import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { Breadcrumbs } from '#src/components/Breadcrumbs.tsx'
import { Button } from '#src/components/Button.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { isolate } from '#src/lib/isolate.ts'
import { SkillActions } from './SkillActions.tsx'
import styles from './SkillHeader.module.css'
import { useLeftSkills } from './skills-search.ts'

/** The skill's name and description. */
export function SkillHeader({ id }: { id: number }) {
  const { data: skill, error, isFetching, refetch } = useQuery(agentSkillQueries.detail(id))
  const list = useLeftSkills()
  const navigate = useNavigate()
  return (
    <header>
      <title>{`${isolate(skill?.name ?? 'Skill')} · Agent Console`}</title>
      <Breadcrumbs
        links={[
          <Link key="skills" to="/skills" search={list} activeOptions={{ exact: true }}>
            Skills
          </Link>,
        ]}
        current={skill?.name ?? (error ? id : <Skeleton width={88} />)}
      />
      <div className={styles.header}>
        <div className={styles.what}>
          <h1>
            {skill ? (
              <bdi>{skill.name}</bdi>
            ) : error ? (
              `Skill ${id}`
            ) : (
              <>
                <VisuallyHidden>Loading the skill</VisuallyHidden>
                <Skeleton width={160} height={18} />
              </>
            )}
          </h1>
          {skill ? (
            <p className={styles.description}>
              {skill.description ? <bdi>{skill.description}</bdi> : 'No description'}
            </p>
          ) : error ? (
            <p className={styles.failed} role="alert">
              {error.message}
              <Button size="small" busy={isFetching} onClick={() => void refetch()}>
                Retry
              </Button>
            </p>
          ) : (
            <Skeleton width={280} />
          )}
        </div>
        <div className={styles.actions}>
          <SkillActions id={id} onDelete={() => void navigate({ to: '/skills' })} />
        </div>
      </div>
    </header>
  )
}
