import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { bulkChangeQueries } from '#src/api/bulk-changes.ts'
import { Panel } from '#src/components/Panel.tsx'
import { formatCount } from '#src/lib/format.ts'
import styles from './BulkChanges.module.css'

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
            <bdi>{name}</bdi>
            <p className={styles.skillLevels}>
              {levels.map(({ proficiency, before, after }) => (
                <span key={proficiency}>
                  {proficiency}: {formatCount(before)} → {formatCount(after)}
                </span>
              ))}
            </p>
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
