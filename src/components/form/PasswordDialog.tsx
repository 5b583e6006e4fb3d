import { zodResolver } from '@hookform/resolvers/zod'
import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import type * as z from 'zod/mini'
import { FormDialog } from '#src/components/FormDialog.tsx'
import { useCloseGuard } from '#src/components/LeaveGuard.tsx'
import { notify } from '#src/components/toast.ts'
import { PasswordInput } from './PasswordInput.tsx'

interface Values {
  password: string
}

interface PasswordDialogProps<Refusal extends Error> {
  /** What they are called whose password it becomes. */
  name: string
  schema: z.core.$ZodType<Values, Values>
  /** Rejects with a `Refusal`. */
  save: (update: Values) => Promise<void>
  fieldOf: (refusal: Refusal) => 'password' | 'root'
  onClose: () => void
  /** What it means for them. */
  children: ReactNode
}

/** Gives somebody else a new password. */
export function PasswordDialog<Refusal extends Error>({
  name,
  schema,
  save,
  fieldOf,
  onClose,
  children,
}: PasswordDialogProps<Refusal>) {
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { password: '' } })
  const { errors, isDirty, isSubmitting } = form.formState
  const [close, guard] = useCloseGuard(isDirty && !isSubmitting, onClose)
  const submit = form.handleSubmit((update) =>
    save(update).then(
      () => {
        notify(`Password of ${name} set`)
        onClose()
      },
      (error: Refusal) => form.setError(fieldOf(error), { message: error.message }, { shouldFocus: true }),
    ),
  )
  return (
    <>
      <FormDialog
        title={`Set the password of ${name}`}
        submitLabel="Set password"
        submitting={isSubmitting}
        error={errors.root?.message}
        onSubmit={(event) => void submit(event)}
        onClose={close}
      >
        {children}
        <PasswordInput
          field={form.register('password')}
          error={errors.password?.message}
          value={form.watch('password')}
          onGenerate={(generated) => form.setValue('password', generated, { shouldDirty: true, shouldValidate: true })}
          autoFocus
        />
      </FormDialog>
      {guard}
    </>
  )
}
