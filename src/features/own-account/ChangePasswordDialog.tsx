import { zodResolver } from '@hookform/resolvers/zod'
import { useQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { ownPasswordChange } from '#contract/own-account.ts'
import { faultsAt } from '#src/api/form-errors.ts'
import { useChangeOwnPassword } from '#src/api/own-account.ts'
import { sessionQueries } from '#src/api/session.ts'
import { FormDialog } from '#src/components/widgets/FormDialog.tsx'
import { PasswordInput } from '#src/components/widgets/PasswordInput.tsx'
import { TextInput } from '#src/components/widgets/TextInput.tsx'
import { useCloseGuard } from '#src/components/widgets/LeaveGuard.tsx'
import { notify } from '#src/components/toast.ts'
import { showFaults } from '#src/components/form/show-faults.ts'

const FIELDS = z.keyof(ownPasswordChange).options

/** One's own password, asked for first. */
export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const change = useChangeOwnPassword()
  const { data: session } = useQuery(sessionQueries.current())
  const form = useForm({
    resolver: zodResolver(ownPasswordChange),
    defaultValues: { password: '', newPassword: '' },
  })
  const { errors, isDirty, isSubmitting } = form.formState
  const [close, guard] = useCloseGuard(isDirty && !isSubmitting, onClose)
  const submit = form.handleSubmit((body) =>
    change.mutateAsync(body).then(
      () => {
        notify('Password changed. Your other sessions have ended.')
        onClose()
      },
      (error) => showFaults(form, faultsAt(error, FIELDS)),
    ),
  )
  return (
    <>
      <FormDialog
        title="Change password"
        submitLabel="Change password"
        submitting={isSubmitting}
        error={errors.root?.message}
        onSubmit={(event) => void submit(event)}
        onClose={close}
      >
        <p>You stay signed in here. All your other sessions will end.</p>
        {/* So that a password manager knows whose it is. */}
        <input type="text" autoComplete="username" value={session?.name ?? ''} readOnly hidden />
        <TextInput
          label="Current password"
          type="password"
          field={form.register('password')}
          error={errors.password?.message}
          required
          autoFocus
          autoComplete="current-password"
        />
        <PasswordInput
          label="New password"
          helperText="At least 8 characters, with a digit, and none of your last four."
          field={form.register('newPassword')}
          error={errors.newPassword?.message}
          value={form.watch('newPassword')}
          onGenerate={(password) => form.setValue('newPassword', password, { shouldDirty: true, shouldValidate: true })}
        />
      </FormDialog>
      {guard}
    </>
  )
}
