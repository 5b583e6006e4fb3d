import { zodResolver } from '@hookform/resolvers/zod'
import { FormProvider, useForm } from 'react-hook-form'
import { faultsAt } from '#src/api/form-errors.ts'
import { useCreateUser } from '#src/api/users.ts'
import { FormDialog } from '#src/components/widgets/FormDialog.tsx'
import { PasswordInput } from '#src/components/widgets/PasswordInput.tsx'
import { TextInput } from '#src/components/widgets/TextInput.tsx'
import { useCloseGuard } from '#src/components/widgets/LeaveGuard.tsx'
import { notify } from '#src/components/toast.ts'
import { showFaults } from '#src/components/form/show-faults.ts'
import { NEW_USER, NEW_USER_FIELDS, newUserForm, newUserOf } from './user-schemas.ts'
import { UserSettingsFields } from './UserSettingsFields.tsx'

export function NewUserDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateUser()
  const form = useForm({ resolver: zodResolver(newUserForm), defaultValues: NEW_USER })
  const { errors, isDirty, isSubmitting } = form.formState
  const [close, guard] = useCloseGuard(isDirty && !isSubmitting, onClose)
  const submit = form.handleSubmit((user) =>
    create.mutateAsync(newUserOf(user)).then(
      () => {
        notify(`${user.userName} created`)
        onClose()
      },
      (error) => showFaults(form, faultsAt(error, NEW_USER_FIELDS)),
    ),
  )
  return (
    <>
      <FormDialog
        title="New user"
        submitLabel="Create user"
        submitting={isSubmitting}
        error={errors.root?.message}
        onSubmit={(event) => void submit(event)}
        onClose={close}
      >
        <TextInput
          label="User name"
          field={form.register('userName')}
          error={errors.userName?.message}
          helperText="Capital and small letters count when signing in. It cannot be changed later."
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
          onGenerate={(password) => form.setValue('password', password, { shouldDirty: true, shouldValidate: true })}
        />
        <FormProvider {...form}>
          <UserSettingsFields />
        </FormProvider>
      </FormDialog>
      {guard}
    </>
  )
}
