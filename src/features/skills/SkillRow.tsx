import { Link } from '@tanstack/react-router'
import { AlertIcon } from '#src/components/icons/AlertIcon.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { formatCount } from '#src/lib/format.ts'
import { LevelsBar } from './LevelsBar.tsx'
import { SkillActions } from './SkillActions.tsx'
import styles from './Skills.module.css'
import type { ListedSkill } from './skills-search.ts'

interface SkillRowProps {
  skill: ListedSkill
  /** The levels could not be read. */
  isUnknown: boolean
  onDelete: () => void
}

export function SkillRow({ skill, isUnknown, onDelete }: SkillRowProps) {
  const { id, name, description, levels, active, holders } = skill
  const waiting = isUnknown ? '–' : <Skeleton width={32} />
  const hasFirst = levels?.some(({ proficiency, active: able }) => proficiency === 1 && able > 0)
  return (
    <tr>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the name of the skill is its text */}
      <td>
        <Link to="/skills/$id" params={{ id }}>
          <bdi>{skill.name}</bdi>
        </Link>
      </td>
      <td>
        {hasFirst === false && (
          <span className={styles.mark}>
            <AlertIcon /> Nobody active is first in line
          </span>
        )}
        {levels ? <bdi>{description}</bdi> : !isUnknown && <Skeleton width={160} />}
      </td>
      <td>{id}</td>
      <td>{levels ? <LevelsBar levels={levels} /> : waiting}</td>
      <td>{levels ? formatCount(active) : waiting}</td>
      <td>{levels ? formatCount(holders) : waiting}</td>
      <td>
        <span className={styles.actions}>
          <SkillActions id={id} name={name} size="small" onDelete={onDelete} />
        </span>
      </td>
    </tr>
  )
}
