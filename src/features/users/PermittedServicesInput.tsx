import { useId, useState } from 'react'
import { FieldError } from '#src/components/form/FieldError.tsx'
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
}

/** Which services a user may give and take: all, or those that are ticked. */
export function PermittedServicesInput({
  field: { value, onChange, onBlur, ref },
  error,
}: PermittedServicesInputProps) {
  const name = useId()
  // What was ticked is there again for who looks at “All services” and comes back.
  const [left, setLeft] = useState<number[]>([])
  const chooseAll = () => {
    if (value !== 'all') setLeft(value)
    onChange('all')
  }
  const choice = (isChosen: boolean, label: string, choose: () => void) => (
    <label className={styles.choice}>
      <input
        type="radio"
        name={name}
        ref={isChosen ? ref : undefined}
        checked={isChosen}
        onChange={choose}
        onBlur={onBlur}
      />
      {label}
    </label>
  )
  return (
    <fieldset className={styles.field}>
      <legend>{USER_LABELS.services}</legend>
      <div className={styles.inline}>
        {choice(value === 'all', 'All services', chooseAll)}
        {choice(value !== 'all', 'Only some services', () => onChange(left))}
      </div>
      {value !== 'all' && <ServiceChecklist checked={value} onChange={onChange} />}
      <FieldError error={error} />
    </fieldset>
  )
}
