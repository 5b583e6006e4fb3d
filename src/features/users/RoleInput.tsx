import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { NOT_BY_ONESELF, ONLY_BY_SYSADMIN, userRole, type UserRole } from '#contract/users.ts'
import { sessionQueries } from '#src/api/session.ts'
import { FieldError } from '#src/components/form/FieldError.tsx'
import styles from './UserInputs.module.css'

const HINTS: Record<UserRole, string> = {
  Sysadmin: 'Everything, in every client.',
  Superuser: 'Everything in this client, and its users but for the Sysadmins.',
  'IT User': 'Agents, skills and services.',
  Manager: 'Reads everything; changes agents and skills with the power below.',
}

interface RoleInputProps {
  /** Of react-hook-form's `Controller`. */
  field: {
    value: UserRole
    onChange: (role: UserRole) => void
    onBlur: () => void
    ref: (element: HTMLInputElement | null) => void
  }
  error: string | undefined
  self: boolean
}

export function RoleInput({ field: { value, onChange, onBlur, ref }, error, self }: RoleInputProps) {
  const name = useId()
  const noteId = useId()
  const { data: session } = useQuery(sessionQueries.current())
  const refusalOf = (role: UserRole) =>
    role === 'Sysadmin' && session?.role !== 'Sysadmin' ? ONLY_BY_SYSADMIN : undefined
  return (
    <fieldset className={styles.field}>
      <legend>Role</legend>
      {self && (
        <p id={noteId} className={styles.hint}>
          {NOT_BY_ONESELF.role}
        </p>
      )}
      {userRole.options.map((role) => {
        const refusal = refusalOf(role)
        const isRefused = role !== value && (self || refusal !== undefined)
        return (
          <label key={role} className={styles.choice}>
            <input
              type="radio"
              name={name}
              ref={role === value ? ref : undefined}
              checked={role === value}
              // Not `disabled`, which the keyboard would skip together with the reason.
              aria-disabled={isRefused || undefined}
              aria-labelledby={`${name}${role}`}
              aria-describedby={self ? `${noteId} ${name}${role}-hint` : `${name}${role}-hint`}
              onChange={isRefused ? undefined : () => onChange(role)}
              readOnly={isRefused}
              onBlur={onBlur}
            />
            <span>
              <span id={`${name}${role}`} className={styles.label}>
                {role}
              </span>
              <span id={`${name}${role}-hint`} className={styles.hint}>
                {refusal ?? HINTS[role]}
              </span>
            </span>
          </label>
        )
      })}
      <FieldError error={error} />
    </fieldset>
  )
}
