import { useId } from 'react'
import { FieldError } from '#src/components/form/FieldError.tsx'
import { ownTimeZone, toWallClock } from '#src/lib/wall-clock.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import styles from './BulkChanges.module.css'
import type { ChangeForm, TimeField } from './change-form.ts'

interface TimesFieldsProps {
  form: Pick<ChangeForm, TimeField>
  problems: ReadonlyMap<TimeField, string>
  onChange: (change: Partial<ChangeForm>) => void
}

/** When a bulk change starts, and whether it is taken back at a time. */
export function TimesFields({ form, problems, onChange }: TimesFieldsProps) {
  return (
    <div className={styles.times}>
      <TimeChoice
        title="Start"
        without="Now"
        label="Start at"
        value={form.startAt}
        problem={problems.get('startAt')}
        onChange={(startAt) => onChange({ startAt })}
      />
      <TimeChoice
        title="Take back"
        without="Never"
        label="Take back at"
        hint="Levels, skills, services and wrap-up times go back, unless someone has changed them since."
        value={form.takeBackAt}
        problem={problems.get('takeBackAt')}
        onChange={(takeBackAt) => onChange({ takeBackAt })}
      />
    </div>
  )
}

interface TimeChoiceProps {
  title: string
  /** The choice of no time. */
  without: string
  label: string
  hint?: string
  value: string | undefined
  problem: string | undefined
  onChange: (value: string | undefined) => void
}

function TimeChoice({ title, without, label, hint, value, problem, onChange }: TimeChoiceProps) {
  const id = useId()
  const isTimed = value !== undefined
  return (
    <fieldset className={styles.time} role="radiogroup" aria-label={title}>
      <span className={styles.title} aria-hidden="true">
        {title}
      </span>
      <div className={styles.levels}>
        <label className={styles.choice}>
          <input type="radio" name={id} checked={!isTimed} onChange={() => onChange(undefined)} />
          {without}
        </label>
        <label className={styles.choice}>
          <input type="radio" name={id} checked={isTimed} onChange={() => onChange('')} />
          At
        </label>
        {isTimed && (
          <input
            type="datetime-local"
            aria-label={label}
            value={value}
            min={toWallClock(serverNow())}
            aria-invalid={problem !== undefined}
            aria-describedby={`${id}zone ${id}problem`}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </div>
      {isTimed && (
        <span id={`${id}zone`} className={styles.hint}>
          {ownTimeZone().replaceAll('_', ' ')} time.{hint !== undefined && ` ${hint}`}
        </span>
      )}
      <FieldError id={`${id}problem`} error={problem} />
    </fieldset>
  )
}
