import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { newUser, type User } from '#contract/users.ts'
import { fieldOfError } from '#src/api/form-errors.ts'
import { useUpdateUser } from '#src/api/users.ts'
import { FormDialog } from '#src/components/FormDialog.tsx'
import { PasswordInput } from '#src/components/form/PasswordInput.tsx'
import { useCloseGuard } from '#src/components/LeaveGuard.tsx'
import { notify } from '#src/components/toast.ts'

const passwordForm = z.object({ password: newUser.shape.password })

export function SetUserPasswordDialog({ user: { id, userName }, onClose }: { user: User; onClose: () => void }) {
  const update = useUpdateUser(id)
  const form = useForm({ resolver: zodResolver(passwordForm), defaultValues: { password: '' } })
  const { errors, isDirty, isSubmitting } = form.formState
  const [close, guard] = useCloseGuard(isDirty && !isSubmitting, onClose)
  const submit = form.handleSubmit((body) =>
    update.mutateAsync(body).then(
      () => {
        notify(`Password of ${userName} set`)
        onClose()
      },
      (error) => form.setError(fieldOfError(error, ['password']), { message: error.message }, { shouldFocus: true }),
    ),
  )
  return (
    <>
      <FormDialog
        title={`Set the password of ${userName}`}
        submitLabel="Set password"
        submitting={isSubmitting}
        error={errors.root?.message}
        onSubmit={(event) => void submit(event)}
        onClose={close}
      >
        <p>This cannot be undone. It ends the user’s sessions: they have to sign in again, with the new password.</p>
        <PasswordInput
          field={form.register('password')}
          error={errors.password?.message}
          value={form.watch('password')}
          onGenerate={(password) => form.setValue('password', password, { shouldDirty: true, shouldValidate: true })}
          autoFocus
        />
      </FormDialog>
      {guard}
    </>
  )
}
