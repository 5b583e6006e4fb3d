import { useId } from 'react'
import { LEVELS } from '#contract/agents.ts'
import { FAINTEST, levelInWords, STRONGEST } from './level-words.ts'
import styles from './LevelPicker.module.css'

/** The level to give. */
export function LevelPicker({ level, onPick }: { level: number; onPick: (level: number) => void }) {
  const name = useId()
  return (
    <fieldset>
      <legend>Level</legend>
      <div className={styles.levels}>
        {LEVELS.map((value) => (
          <label key={value} className={styles.level} data-level={value}>
            <input
              type="radio"
              name={name}
              aria-label={levelInWords(value)}
              checked={value === level}
              onChange={() => onPick(value)}
            />
            <span aria-hidden="true">{value}</span>
          </label>
        ))}
      </div>
      <div className={styles.ends} aria-hidden="true">
        <span>{STRONGEST}</span>
        <span>{FAINTEST}</span>
      </div>
    </fieldset>
  )
}
