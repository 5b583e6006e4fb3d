import { Controller, useFormContext } from 'react-hook-form'
import { NOT_BY_ONESELF, type UserSettings } from '#contract/users.ts'
import { CheckboxInput } from '#src/components/form/CheckboxInput.tsx'
import { PermittedServicesInput } from './PermittedServicesInput.tsx'
import { RoleInput } from './RoleInput.tsx'

/** What a user may do, in a form of `UserSettings` or more. `self`: it is the one who fills it in. */
export function UserSettingsFields({ self = false }: { self?: boolean }) {
  const { control, register, formState, watch } = useFormContext<UserSettings>()
  const { errors } = formState
  return (
    <>
      <Controller
        control={control}
        name="role"
        render={({ field }) => <RoleInput field={field} error={errors.role?.message} self={self} />}
      />
      {watch('role') === 'Manager' && (
        <CheckboxInput
          label="Administer Agents"
          hint="May change agents and skills. The other roles may by themselves."
          field={register('administersAgents')}
        />
      )}
      <Controller
        control={control}
        name="allServices"
        render={({ field: all }) => (
          <Controller
            control={control}
            name="services"
            render={({ field: some }) => (
              <PermittedServicesInput
                all={all}
                some={some}
                error={errors.allServices?.message ?? errors.services?.message}
              />
            )}
          />
        )}
      />
      <CheckboxInput
        label="Active"
        hint="Who is not active cannot sign in; to deactivate a user ends their sessions."
        refusal={self ? NOT_BY_ONESELF.active : undefined}
        field={register('active')}
      />
    </>
  )
}
