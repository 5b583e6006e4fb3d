import { useQuery } from '@tanstack/react-query'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { FailedState } from '#src/components/FailedState.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { formatCount } from '#src/lib/format.ts'
import { LEVELS, levelInWords } from './level-words.ts'
import styles from './SkillLevels.module.css'

/** How many agents hold the skill at each level: as bars, and as figures. */
export function SkillLevelsPanel({ skillId }: { skillId: number }) {
  const { data: holders, error, isFetching, refetch } = useQuery(agentSkillQueries.holders(skillId))
  const counts = holders && LEVELS.map((level) => holders.filter(({ proficiency }) => proficiency === level).length)
  const most = Math.max(1, ...(counts ?? []))
  return (
    <Panel title="Levels">
      {!holders && error ? (
        <FailedState
          title="The levels could not be loaded"
          reason={error.message}
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      ) : (
        <ul className={styles.levels} aria-label="Agents by level" aria-busy={!counts}>
          {LEVELS.map((level, index) => (
            <li key={level} className={styles.level}>
              <span>{levelInWords(level)}</span>
              <span className={styles.rail} aria-hidden="true">
                {/* Nobody: nothing is drawn, not even an edge. */}
                {!!counts?.[index] && (
                  <span
                    className={styles.bar}
                    data-level={level}
                    style={{ width: `${(counts[index] / most) * 100}%` }}
                  />
                )}
              </span>
              <span className={styles.figure}>
                {counts ? (
                  <>
                    {formatCount(counts[index] ?? 0)}
                    <VisuallyHidden> {counts[index] === 1 ? 'agent' : 'agents'}</VisuallyHidden>
                  </>
                ) : (
                  <Skeleton width={24} />
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
