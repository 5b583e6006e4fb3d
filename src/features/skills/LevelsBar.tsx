import { LEVELS } from '#contract/agents.ts'
import { levelInWords } from '#src/domain/levels/level-words.ts'
import { formatCount } from '#src/lib/format.ts'
import type { ListedSkill } from './skills-search.ts'
import styles from './LevelsBar.module.css'

/** How many agents are at each level, from the strongest: five parts, each with its figure. */
export function LevelsBar({ levels }: { levels: NonNullable<ListedSkill['levels']> }) {
  const countOf = (level: number) => levels.find(({ proficiency }) => proficiency === level)?.holders ?? 0
  const words = LEVELS.map((level) => `level ${levelInWords(level)}: ${formatCount(countOf(level))}`).join(', ')
  return (
    <span className={styles.bar} role="img" aria-label={`Agents at ${words}`}>
      {LEVELS.map((level) => (
        <span key={level} className={styles.part} data-level={countOf(level) ? level : undefined}>
          {formatCount(countOf(level))}
        </span>
      ))}
    </span>
  )
}
