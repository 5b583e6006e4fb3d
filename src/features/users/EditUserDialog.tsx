import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import type { User } from '#contract/users.ts'
import { fieldOfError } from '#src/api/form-errors.ts'
import { useUpdateUser } from '#src/api/users.ts'
import { FormDialog } from '#src/components/FormDialog.tsx'
import { useCloseGuard } from '#src/components/LeaveGuard.tsx'
import { notify } from '#src/components/toast.ts'
import { changedSettings, SETTINGS, settingsOf, userSettingsForm } from './user-schemas.ts'
import { UserSettingsFields } from './UserSettingsFields.tsx'

/** Sends what was changed and nothing else: what others change meanwhile survives. */
export function EditUserDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const [opened] = useState(() => settingsOf(user))
  const update = useUpdateUser(user.id)
  const form = useForm({ resolver: zodResolver(userSettingsForm), defaultValues: opened })
  const { errors, isDirty, isSubmitting } = form.formState
  const [close, guard] = useCloseGuard(isDirty && !isSubmitting, onClose)
  const submit = form.handleSubmit(async (settings) => {
    const changes = changedSettings(opened, settings)
    if (!changes) return onClose()
    await update.mutateAsync(changes).then(
      () => {
        notify(`${user.userName} saved`)
        onClose()
      },
      (error) => form.setError(fieldOfError(error, SETTINGS), { message: error.message }, { shouldFocus: true }),
    )
  })
  return (
    <>
      <FormDialog
        title={`Edit ${user.userName}`}
        submitLabel="Save"
        submitting={isSubmitting}
        error={errors.root?.message}
        onSubmit={(event) => void submit(event)}
        onClose={close}
      >
        <FormProvider {...form}>
          <UserSettingsFields self={user.self} />
        </FormProvider>
      </FormDialog>
      {guard}
    </>
  )
}
