import { useId } from 'react'
import { FieldError } from '#src/components/form/FieldError.tsx'
import styles from './UserInputs.module.css'
import { ServiceChecklist } from './ServiceChecklist.tsx'

interface Field<Value> {
  value: Value
  onChange: (value: Value) => void
  onBlur: () => void
}

interface PermittedServicesInputProps {
  /** Of react-hook-form's `Controller`, both. */
  all: Field<boolean> & { ref: (element: HTMLInputElement | null) => void }
  some: Field<number[]>
  error: string | undefined
}

/** Which services a user may give and take: all, or those that are ticked. */
export function PermittedServicesInput({ all, some, error }: PermittedServicesInputProps) {
  const name = useId()
  const choice = (value: boolean, label: string) => (
    <label className={styles.choice}>
      <input
        type="radio"
        name={name}
        ref={value === all.value ? all.ref : undefined}
        checked={value === all.value}
        onChange={() => all.onChange(value)}
        onBlur={all.onBlur}
      />
      {label}
    </label>
  )
  return (
    <fieldset className={styles.field}>
      <legend>Services they may give and take</legend>
      <div className={styles.inline}>
        {choice(true, 'All services')}
        {choice(false, 'Only some services')}
      </div>
      {!all.value && <ServiceChecklist checked={some.value} onChange={some.onChange} />}
      <FieldError error={error} />
    </fieldset>
  )
}
