import type { ReactNode } from 'react'
import { Controller, useFormContext } from 'react-hook-form'
import { sayRefusal } from '#src/api/plain-words.ts'
import { CheckboxInput } from '#src/components/form/CheckboxInput.tsx'
import { PermittedServicesInput } from './PermittedServicesInput.tsx'
import { RoleInput } from './RoleInput.tsx'
import { USER_LABELS, type UserChoices } from './user-schemas.ts'

interface UserSettingsFieldsProps {
  /** It is the one who fills it in. */
  self?: boolean
  /** The text under a field. */
  noteOf?: (field: keyof UserChoices) => ReactNode
}

/** The fields for a user's rights, in a form of `UserChoices` or more. */
export function UserSettingsFields({ self = false, noteOf }: UserSettingsFieldsProps) {
  const { control, register, formState } = useFormContext<UserChoices>()
  const { errors } = formState
  return (
    <>
      <Controller
        control={control}
        name="role"
        render={({ field }) => <RoleInput field={field} error={errors.role?.message} self={self} />}
      />
      {noteOf?.('role')}
      <Controller
        control={control}
        name="services"
        render={({ field }) => <PermittedServicesInput field={field} error={errors.services?.message} self={self} />}
      />
      {noteOf?.('services')}
      <CheckboxInput
        label={USER_LABELS.active}
        hint="Inactive users can’t sign in. Deactivating ends their sessions."
        refusal={self ? sayRefusal({ reason: 'ownActive' }) : undefined}
        field={register('active')}
      />
      {noteOf?.('active')}
    </>
  )
}
