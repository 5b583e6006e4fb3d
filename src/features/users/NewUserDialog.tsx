import type { ApiError } from '#contract/client.ts'
import { faultsAt } from '#src/api/form-errors.ts'
import { useCreateUser } from '#src/api/users.ts'
import { CreateDialog } from '#src/components/widgets/CreateDialog.tsx'
import { PasswordInput } from '#src/components/widgets/PasswordInput.tsx'
import { TextInput } from '#src/components/widgets/TextInput.tsx'
import { NEW_USER, NEW_USER_FIELDS, newUserForm, newUserOf } from './user-schemas.ts'
import { UserSettingsFields } from './UserSettingsFields.tsx'

export function NewUserDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateUser()
  return (
    <CreateDialog
      title="New user"
      submitLabel="Create user"
      schema={newUserForm}
      defaultValues={NEW_USER}
      create={(user) => create.mutateAsync(newUserOf(user))}
      nameOf={({ userName }) => userName}
      faultsOf={(refusal: ApiError) => faultsAt(refusal, NEW_USER_FIELDS)}
      onClose={onClose}
    >
      {(form) => {
        const { errors } = form.formState
        return (
          <>
            <TextInput
              label="User name"
              field={form.register('userName')}
              error={errors.userName?.message}
              helperText="Case-sensitive. Can’t be changed later."
              required
              autoFocus
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
            />
            <PasswordInput
              field={form.register('password')}
              error={errors.password?.message}
              value={form.watch('password')}
              onGenerate={(password) =>
                form.setValue('password', password, { shouldDirty: true, shouldValidate: true })
              }
            />
            <UserSettingsFields />
          </>
        )
      }}
    </CreateDialog>
  )
}
