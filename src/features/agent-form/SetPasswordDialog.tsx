import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { newAgent } from '#contract/agents.ts'
import { useUpdateAgent } from '#src/api/agents.ts'
import { fieldOfError } from '#src/api/form-errors.ts'
import { FormDialog } from '#src/components/FormDialog.tsx'
import { PasswordInput } from '#src/components/form/PasswordInput.tsx'
import { useCloseGuard } from '#src/components/LeaveGuard.tsx'
import { notify } from '#src/components/toast.ts'

const passwordForm = z.pick(newAgent, { password: true })

interface SetPasswordDialogProps {
  id: number
  loginId: string
  onClose: () => void
}

export function SetPasswordDialog({ id, loginId, onClose }: SetPasswordDialogProps) {
  const update = useUpdateAgent(id)
  const form = useForm({ resolver: zodResolver(passwordForm), defaultValues: { password: '' } })
  const { errors, isDirty, isSubmitting } = form.formState
  const [close, guard] = useCloseGuard(isDirty && !isSubmitting, onClose)
  const submit = form.handleSubmit((body) =>
    update.mutateAsync(body).then(
      () => {
        notify(`Password of ${loginId} set`)
        onClose()
      },
      (error) => form.setError(fieldOfError(error, ['password']), { message: error.message }, { shouldFocus: true }),
    ),
  )
  return (
    <>
      <FormDialog
        title={`Set the password of ${loginId}`}
        submitLabel="Set password"
        submitting={isSubmitting}
        error={errors.root?.message}
        onSubmit={(event) => void submit(event)}
        onClose={close}
      >
        <p>This cannot be undone. It ends the agent’s sessions: they have to sign in again, with the new password.</p>
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
