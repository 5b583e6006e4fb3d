import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { ObjectHeader } from '#src/components/ObjectHeader.tsx'
import { SkillActions } from './SkillActions.tsx'
import styles from './SkillHeader.module.css'
import { useLeftSkills } from './skills-search.ts'

/** The skill's name and description. */
export function SkillHeader({ id }: { id: number }) {
  const skill = useQuery(agentSkillQueries.detail(id))
  const list = useLeftSkills()
  const navigate = useNavigate()
  return (
    <ObjectHeader
      kind="Skill"
      id={id}
      list={
        <Link to="/skills" search={list} activeOptions={{ exact: true }}>
          Skills
        </Link>
      }
      read={skill}
      actions={<SkillActions id={id} onDelete={() => void navigate({ to: '/skills' })} />}
    >
      <p className={styles.description}>
        {skill.data?.description ? <bdi>{skill.data.description}</bdi> : 'No description'}
      </p>
    </ObjectHeader>
  )
}
