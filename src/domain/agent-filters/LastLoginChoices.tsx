import { useId, useState } from 'react'
import styles from './FilterPanel.module.css'
import { readLastLogin, type ChoicesProps } from './filters.ts'

const KINDS = [
  ['never', 'Never'],
  ['over', 'More than'],
  ['within', 'Within'],
] as const

const DEFAULT_DAYS = '30'
const MAX_DAYS = 3650

/** Never, more than so many days ago (or never), or within so many days. */
export function LastLoginChoices({ value, onChange }: ChoicesProps) {
  const id = useId()
  const chosen = readLastLogin(value ?? '')
  const [days, setDays] = useState(chosen?.days ? String(chosen.days) : DEFAULT_DAYS)
  const isWrong = !/^[1-9]\d{0,3}$/.test(days) || Number(days) > MAX_DAYS
  const choose = (kind: (typeof KINDS)[number][0], ofDays: string) =>
    onChange(kind === 'never' ? kind : `${kind}-${ofDays}`)
  return (
    <>
      <fieldset className={styles.choices} aria-label="Last login">
        {KINDS.map(([kind, label], index) => (
          <label key={kind} className={styles.choice}>
            <input
              type="radio"
              name={id}
              checked={chosen?.kind === kind}
              autoFocus={index === 0}
              onChange={() => choose(kind, isWrong ? DEFAULT_DAYS : days)}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <div>
        <label className={styles.days}>
          <input
            aria-label="Days"
            inputMode="numeric"
            value={days}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? `${id}problem` : undefined}
            onChange={(event) => {
              const typed = event.target.value.trim()
              setDays(typed)
              if (/^[1-9]\d{0,3}$/.test(typed) && Number(typed) <= MAX_DAYS && chosen && chosen.kind !== 'never')
                choose(chosen.kind, typed)
            }}
          />
          days
        </label>
        {isWrong && (
          <p id={`${id}problem`} className={styles.problem}>
            Enter a number of days from 1 to {MAX_DAYS}
          </p>
        )}
      </div>
    </>
  )
}
