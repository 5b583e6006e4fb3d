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

export function SkillRow({
  skill: { id, name, description, levels, active, holders },
  isUnknown,
  onDelete,
}: SkillRowProps) {
  const waiting = isUnknown ? '–' : <Skeleton width={32} />
  const hasFirst = levels?.some(({ proficiency, active: able }) => proficiency === 1 && able > 0)
  return (
    <tr>
      <td>
        <Link to="/skills/$id" params={{ id }}>
          <bdi>{name}</bdi>
        </Link>
        {description && (
          <p className={styles.description}>
            <bdi>{description}</bdi>
          </p>
        )}
        {hasFirst === false && (
          <p className={styles.mark}>
            <AlertIcon /> Nobody active is first in line
          </p>
        )}
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
