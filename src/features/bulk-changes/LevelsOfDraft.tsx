import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { bulkChangeQueries } from '#src/api/bulk-changes.ts'
import { Panel } from '#src/components/Panel.tsx'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { LevelBadge } from '#src/domain/levels/LevelBadge.tsx'
import { formatCount } from '#src/lib/format.ts'
import styles from './LevelsOfDraft.module.css'

interface LevelsOfDraftProps {
  id: number
  /** How many items are planned. */
  planned: number
}

/** The active holders of each skill by level, before and after a draft. Warns if nobody active would be first in line. */
export function LevelsOfDraft({ id, planned }: LevelsOfDraftProps) {
  const { data } = useQuery({ ...bulkChangeQueries.levels(id, planned), placeholderData: keepPreviousData })
  if (!data?.agentSkill.length) return null
  return (
    <Panel title="Levels before and after">
      <ul className={styles.skills}>
        {data.agentSkill.map(({ id: skill, name, levels, losesFirstInLine }) => (
          <li key={skill}>
            <Link to="/skills/$id" params={{ id: skill }}>
              <bdi>{name}</bdi>
            </Link>
            <ul className={styles.skillLevels}>
              {levels.map(({ proficiency, before, after }) => (
                <li key={proficiency} data-changed={before !== after}>
                  <LevelBadge level={proficiency} />
                  <VisuallyHidden>Level {proficiency}: </VisuallyHidden>
                  {before === after ? formatCount(after) : `${formatCount(before)} → ${formatCount(after)}`}
                </li>
              ))}
            </ul>
            {losesFirstInLine && (
              <p className={styles.warning}>
                Nobody active would be first in line for <bdi>{name}</bdi>.
              </p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
