import { useQuery } from '@tanstack/react-query'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { FailedState } from '#src/components/FailedState.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { formatCount } from '#src/lib/format.ts'
import { LEVELS } from '#contract/agents.ts'
import { levelInWords } from '#src/domain/levels/level-words.ts'
import styles from './SkillLevels.module.css'

interface SkillLevelsPanelProps {
  skillId: number
  /** The levels that the list of agents shows; none: all. */
  chosen: readonly string[]
  onChoose: (levels: string[]) => void
}

/** How many agents hold the skill at each level, as bars and as figures. A bar shows its agents alone. */
export function SkillLevelsPanel({ skillId, chosen, onChoose }: SkillLevelsPanelProps) {
  const skills = useQuery(agentSkillQueries.counts())
  const known = skills.data !== undefined
  const held = skills.data?.get(skillId)?.levels
  const counts = LEVELS.map((level) => held?.find(({ proficiency }) => proficiency === level)?.holders ?? 0)
  const total = counts.reduce((sum, count) => sum + count, 0)
  const most = Math.max(1, ...counts)
  const toggle = (level: string) =>
    onChoose(chosen.includes(level) ? chosen.filter((other) => other !== level) : [...chosen, level])
  return (
    <Panel title="Levels">
      {skills.error && !known ? (
        <FailedState title="The levels couldn’t be loaded" reads={[skills]} />
      ) : (
        <ul className={styles.levels} aria-label="Agents by level" aria-busy={!known}>
          {LEVELS.map((level, index) => (
            <li key={level}>
              <button
                type="button"
                className={styles.level}
                aria-pressed={chosen.includes(String(level))}
                onClick={() => toggle(String(level))}
              >
                <span>{levelInWords(level)}</span>
                <span className={styles.rail} aria-hidden="true">
                  {!!counts[index] && (
                    <span
                      className={styles.bar}
                      data-level={level}
                      style={{ width: `${(counts[index] / most) * 100}%` }}
                    />
                  )}
                </span>
                <span className={styles.figure}>
                  {known ? (
                    <>
                      {formatCount(counts[index] ?? 0)}
                      <VisuallyHidden> {counts[index] === 1 ? 'agent' : 'agents'}</VisuallyHidden>
                      <span className={styles.percent}>
                        {total ? Math.round((100 * (counts[index] ?? 0)) / total) : 0} %
                      </span>
                    </>
                  ) : (
                    <Skeleton width={24} />
                  )}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
