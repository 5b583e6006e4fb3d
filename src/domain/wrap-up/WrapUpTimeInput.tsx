import { useId } from 'react'
import { FieldError } from '#src/components/form/FieldError.tsx'
import { REQUIRED } from '#contract/common.ts'
import { capitalize, enterThe } from '#src/lib/format.ts'
import { formatWrapUpTime } from './wrap-up-time.ts'
import { WRAP_UP_UNITS, wrapUpChoice, type WrapUpChoice } from './wrap-up-choice.ts'
import styles from './WrapUpTimeInput.module.css'

interface WrapUpTimeInputProps {
  /** As react-hook-form's `Controller` has it. */
  field: {
    value: WrapUpChoice
    onChange: (value: WrapUpChoice) => void
    onBlur?: () => void
    ref?: (element: HTMLInputElement | null) => void
  }
  error: string | undefined
}

/** Unlimited, or how many seconds or minutes. */
export function WrapUpTimeInput({ field: { value, onChange, onBlur, ref }, error }: WrapUpTimeInputProps) {
  const name = useId()
  const noteId = useId()
  const { data: seconds } = wrapUpChoice.safeParse(value)
  return (
    <fieldset>
      <legend>
        Wrap-up time <span aria-hidden="true">*</span>
      </legend>
      <div className={styles.controls}>
        {WRAP_UP_UNITS.map((unit) => (
          <label key={unit}>
            <input
              type="radio"
              name={name}
              checked={unit === value.unit}
              onChange={() => onChange({ ...value, unit })}
              onBlur={onBlur}
            />
            {capitalize(unit)}
          </label>
        ))}
        {value.unit !== 'unlimited' && (
          <input
            ref={ref}
            className={styles.amount}
            inputMode="decimal"
            autoComplete="off"
            aria-label={`Wrap-up time in ${value.unit}`}
            aria-required="true"
            aria-invalid={error !== undefined}
            aria-describedby={noteId}
            value={value.amount}
            onChange={(event) => onChange({ ...value, amount: event.target.value })}
            onBlur={onBlur}
          />
        )}
      </div>
      {error === undefined ? (
        <p id={noteId} className={styles.note}>
          {value.unit === 'unlimited'
            ? 'Until the agent selects a term code.'
            : seconds === undefined
              ? 'After each call, before the agent goes back to “Not Ready”.'
              : formatWrapUpTime(seconds)}
        </p>
      ) : (
        <FieldError id={noteId} error={error === REQUIRED ? enterThe('Wrap-up time') : error} />
      )}
    </fieldset>
  )
}
