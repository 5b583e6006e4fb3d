import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { ADMINISTER_AGENTS } from '#contract/access.ts'
import { userRole, type UserRole } from '#contract/users.ts'
import { sayRefusal } from '#src/api/plain-words.ts'
import { sessionQueries } from '#src/api/session.ts'
import { CheckboxInput } from '#src/components/form/CheckboxInput.tsx'
import { FieldError } from '#src/components/form/FieldError.tsx'
import { RefusableInput } from '#src/components/form/RefusableInput.tsx'
import { AGENT_ADMINISTRATOR, roleOf, USER_LABELS, type RoleChoice } from './user-schemas.ts'
import styles from './UserInputs.module.css'

const HINTS: Record<UserRole, string> = {
  Sysadmin: 'Everything, in every client.',
  Superuser: 'Everything in this client, including users other than Sysadmins.',
  'IT User': 'Agents, skills and services.',
  Manager: 'Can view everything. The permission below adds changing agents and skills.',
}

interface RoleInputProps {
  /** Of react-hook-form's `Controller`. */
  field: {
    value: RoleChoice
    onChange: (role: RoleChoice) => void
    onBlur: () => void
    ref: (element: HTMLInputElement | null) => void
  }
  error: string | undefined
  self: boolean
}

/** Which role, and whether a Manager has the power. */
export function RoleInput({ field: { value, onChange, onBlur, ref }, error, self }: RoleInputProps) {
  const name = useId()
  const noteId = useId()
  const { data: session } = useQuery(sessionQueries.current())
  const chosen = roleOf(value)
  // Keeps the power while another role is looked at.
  const [left, setLeft] = useState<RoleChoice>('Manager')
  const choose = (role: UserRole) => {
    if (chosen === 'Manager') setLeft(value)
    onChange(role === 'Manager' ? left : role)
  }
  const refusalOf = (role: UserRole) =>
    role === 'Sysadmin' && session?.role !== 'Sysadmin' ? sayRefusal({ reason: 'onlyBySysadmin' }) : undefined
  return (
    <>
      <fieldset className={styles.field}>
        <legend>{USER_LABELS.role}</legend>
        {self && (
          <p id={noteId} className={styles.hint}>
            {sayRefusal({ reason: 'ownRole' })}
          </p>
        )}
        {userRole.options.map((role) => {
          const refusal = refusalOf(role)
          const isRefused = role !== chosen && (self || refusal !== undefined)
          return (
            <label key={role} className={styles.choice}>
              <RefusableInput
                type="radio"
                name={name}
                ref={role === chosen ? ref : undefined}
                checked={role === chosen}
                refused={isRefused}
                aria-labelledby={`${name}${role}`}
                aria-describedby={self ? `${noteId} ${name}${role}-hint` : `${name}${role}-hint`}
                onChange={() => choose(role)}
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
      {chosen === 'Manager' && (
        <CheckboxInput
          label={ADMINISTER_AGENTS}
          hint="Can change agents and skills. Included in all other roles."
          field={{
            checked: value === AGENT_ADMINISTRATOR,
            onChange: (event) => onChange(event.target.checked ? AGENT_ADMINISTRATOR : 'Manager'),
            onBlur,
          }}
        />
      )}
    </>
  )
}
