import { useId, useState } from 'react'
import { sayRefusal } from '#src/api/plain-words.ts'
import { useServiceRefusal } from '#src/api/session.ts'
import { FieldError } from '#src/components/form/FieldError.tsx'
import { RefusableInput } from '#src/components/form/RefusableInput.tsx'
import { ServiceChecklist } from './ServiceChecklist.tsx'
import { USER_LABELS, type PermittedServices } from './user-schemas.ts'
import styles from './UserInputs.module.css'

interface PermittedServicesInputProps {
  /** Of react-hook-form's `Controller`. */
  field: {
    value: PermittedServices
    onChange: (value: PermittedServices) => void
    onBlur: () => void
    ref: (element: HTMLInputElement | null) => void
  }
  error: string | undefined
  /** The user being edited is the one signed in. */
  self: boolean
}

/** Which services a user may give and take: all, or those that are ticked. */
export function PermittedServicesInput({
  field: { value, onChange, onBlur, ref },
  error,
  self,
}: PermittedServicesInputProps) {
  const name = useId()
  const noteId = useId()
  const refusalOfAll = useServiceRefusal()('all')
  const refusal = self ? sayRefusal({ reason: 'ownServices' }) : undefined
  const note = refusal ?? refusalOfAll
  // Ticks survive a look at “All services”.
  const [left, setLeft] = useState<number[]>([])
  const chooseAll = () => {
    if (value !== 'all') setLeft(value)
    onChange('all')
  }
  const choice = (isChosen: boolean, label: string, isRefused: boolean, choose: () => void) => (
    <label className={styles.choice}>
      <RefusableInput
        type="radio"
        name={name}
        ref={isChosen ? ref : undefined}
        checked={isChosen}
        refused={isRefused}
        aria-describedby={isRefused ? noteId : undefined}
        onChange={choose}
        onBlur={onBlur}
      />
      {label}
    </label>
  )
  return (
    <fieldset className={styles.field}>
      <legend>{USER_LABELS.services}</legend>
      {note !== undefined && (
        <p id={noteId} className={styles.hint}>
          {note}
        </p>
      )}
      <div className={styles.inline}>
        {choice(value === 'all', 'All services', value !== 'all' && note !== undefined, chooseAll)}
        {choice(value !== 'all', 'Selected services', value === 'all' && self, () => onChange(left))}
      </div>
      {value !== 'all' && <ServiceChecklist checked={value} refusal={refusal} onChange={onChange} />}
      <FieldError error={error} />
    </fieldset>
  )
}
