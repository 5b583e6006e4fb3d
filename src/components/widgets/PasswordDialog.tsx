import { zodResolver } from '@hookform/resolvers/zod'
import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { FormDialog } from './FormDialog.tsx'
import { useCloseGuard } from './LeaveGuard.tsx'
import { notify } from '#src/components/toast.ts'
import { CheckboxInput } from '#src/components/form/CheckboxInput.tsx'
import { PasswordInput } from './PasswordInput.tsx'
import { showFaults, type ShownFault } from '#src/components/form/show-faults.ts'
import { isolate } from '#src/lib/isolate.ts'

/** The values to save. `unlock` is set only if the dialog asks for it. */
interface PasswordUpdate {
  password: string
  unlock?: true
}

interface PasswordDialogProps<Refusal extends Error> {
  /** The name of the account whose password it becomes. */
  name: string
  schema: z.ZodMiniType<string, string>
  /** Whether the account is locked now: a new password alone does not let it in. */
  locked: boolean
  /** Rejects with a `Refusal`. */
  save: (update: PasswordUpdate) => Promise<void>
  /** Says what of a refusal belongs to which field. */
  faultsOf: (refusal: Refusal) => readonly ShownFault<'password'>[]
  onClose: () => void
  /** The consequences for them. */
  children: ReactNode
}

/** Gives somebody else a new password, and unlocks them where they are locked. */
export function PasswordDialog<Refusal extends Error>({
  name,
  schema,
  locked,
  save,
  faultsOf,
  onClose,
  children,
}: PasswordDialogProps<Refusal>) {
  const form = useForm({
    resolver: zodResolver(z.object({ password: schema, unlock: z.boolean() })),
    defaultValues: { password: '', unlock: true },
  })
  const { errors, isDirty, isSubmitting } = form.formState
  const [close, guard] = useCloseGuard(isDirty && !isSubmitting, onClose)
  const submit = form.handleSubmit(({ password, unlock }) =>
    save({ password, ...(locked && unlock && { unlock: true as const }) }).then(
      () => {
        notify(`Password set for ${isolate(name)}${locked ? (unlock ? ', and unlocked' : '. Still locked.') : ''}`)
        onClose()
      },
      (refusal: Refusal) => showFaults(form, faultsOf(refusal)),
    ),
  )
  return (
    <>
      <FormDialog
        title={`Set password for ${isolate(name)}`}
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
        {locked && (
          <CheckboxInput
            label="Unlock as well"
            hint="They stay locked until you unlock them."
            field={form.register('unlock')}
          />
        )}
      </FormDialog>
      {guard}
    </>
  )
}
