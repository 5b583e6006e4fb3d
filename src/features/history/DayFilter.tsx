import { useState } from 'react'
import { CalendarIcon } from '#src/components/icons/CalendarIcon.tsx'
import styles from './HistoryFilters.module.css'

interface DayFilterProps {
  label: string
  day: string | undefined
  /** The element that names the error, if there is one. */
  wrongId: string | undefined
  onChange: (day: string | undefined) => void
}

/** A day, asked for when it is whole: a year that is typed begins as 0002. */
export function DayFilter({ label, day = '', wrongId, onChange }: DayFilterProps) {
  // The address follows too late to be the field's value: it would take back the keys typed meanwhile.
  const [text, setText] = useState(day)
  const [seen, setSeen] = useState(day)
  // A day from elsewhere (a link, the back button) replaces the typed text.
  if (day !== seen) {
    setSeen(day)
    setText(day)
  }
  return (
    <label className={styles.field}>
      {label}
      <span className={styles.day}>
        <input
          type="date"
          value={text}
          max="9999-12-31"
          aria-invalid={wrongId !== undefined}
          aria-describedby={wrongId}
          onChange={({ target: { value } }) => {
            setText(value)
            if (!value.startsWith('0')) onChange(value || undefined)
          }}
        />
        <CalendarIcon />
      </span>
    </label>
  )
}
