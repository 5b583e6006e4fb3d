import { useId } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'
import styles from './CheckboxInput.module.css'

interface CheckboxInputProps {
  label: string
  hint?: string
  field: UseFormRegisterReturn
}

/** A yes or no of a form. */
export function CheckboxInput({ label, hint, field }: CheckboxInputProps) {
  const labelId = useId()
  const hintId = useId()
  return (
    <label className={styles.field}>
      <input type="checkbox" {...field} aria-labelledby={labelId} aria-describedby={hint && hintId} />
      <span>
        <span className={styles.label} id={labelId}>
          {label}
        </span>
        {hint && (
          <span className={styles.hint} id={hintId}>
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}
