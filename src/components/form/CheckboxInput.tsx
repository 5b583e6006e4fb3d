import { useId, type ComponentProps } from 'react'
import styles from './CheckboxInput.module.css'

interface CheckboxInputProps {
  label: string
  hint?: string
  /** Why it cannot be changed. */
  refusal?: string | undefined
  /** From react-hook-form's `register`, or the parts of it that a part of a field needs. */
  field: Pick<ComponentProps<'input'>, 'name' | 'checked' | 'onChange' | 'onBlur' | 'ref'>
}

/** A yes or no of a form. */
export function CheckboxInput({ label, hint, refusal, field }: CheckboxInputProps) {
  const labelId = useId()
  const hintId = useId()
  return (
    <label className={styles.field}>
      <input
        type="checkbox"
        {...field}
        // Not `disabled`, which the keyboard would skip together with the reason.
        aria-disabled={refusal === undefined ? undefined : true}
        onClick={refusal === undefined ? undefined : (event) => event.preventDefault()}
        aria-labelledby={labelId}
        aria-describedby={(refusal ?? hint) && hintId}
      />
      <span>
        <span className={styles.label} id={labelId}>
          {label}
        </span>
        {(refusal ?? hint) && (
          <span className={styles.hint} id={hintId}>
            {refusal ?? hint}
          </span>
        )}
      </span>
    </label>
  )
}
