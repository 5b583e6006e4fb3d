import { useQueries } from '@tanstack/react-query'
import type { AgentQuestion } from '#contract/agent-question.ts'
import { agentQueries } from '#src/api/agents.ts'
import { FailedState } from '#src/components/FailedState.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { writeSkillFilter } from '#src/domain/agent-filters/filters.ts'
import { formatCount } from '#src/lib/format.ts'
import { LEVELS, levelInWords } from '#src/domain/levels/level-words.ts'
import styles from './SkillLevels.module.css'

interface SkillLevelsPanelProps {
  skillId: number
  /** The levels that the list of agents shows; none: all. */
  chosen: readonly string[]
  onChoose: (levels: string[]) => void
}

const atLevel = (skillId: number, level: number): AgentQuestion => ({
  skill: [writeSkillFilter(String(skillId), [String(level)])],
})

/** How many agents hold the skill at each level, as bars and as figures. A bar shows its agents alone. */
export function SkillLevelsPanel({ skillId, chosen, onChoose }: SkillLevelsPanelProps) {
  const counted = useQueries({
    queries: LEVELS.map((level) => agentQueries.count(atLevel(skillId, level), { exact: true })),
  })
  const failed = counted.find(({ data, error }) => !data && error)
  const counts = counted.map(({ data }) => data?.agents)
  const known = counts.every((count) => count !== undefined)
  const total = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)
  const most = Math.max(1, ...counts.map((count) => count ?? 0))
  const toggle = (level: string) =>
    onChoose(chosen.includes(level) ? chosen.filter((other) => other !== level) : [...chosen, level])
  return (
    <Panel title="Levels">
      {failed?.error ? (
        <FailedState title="The levels could not be loaded" reads={[failed]} />
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
