import { zodResolver } from '@hookform/resolvers/zod'
import type { ReactNode } from 'react'
import {
  FormProvider,
  useForm,
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  type UseFormReturn,
} from 'react-hook-form'
import type * as z from 'zod/mini'
import { showFaults, type ShownFault } from '#src/components/form/show-faults.ts'
import { notify } from '#src/components/toast.ts'
import { isolate } from '#src/lib/isolate.ts'
import { FormDialog } from './FormDialog.tsx'
import { useCloseGuard } from './LeaveGuard.tsx'

interface CreateDialogProps<Input extends FieldValues, Values, Refusal extends Error> {
  title: string
  submitLabel: string
  schema: z.core.$ZodType<Values, Input>
  defaultValues: NoInfer<DefaultValues<Input>>
  /** Rejects with a `Refusal`. */
  create: (values: NoInfer<Values>) => Promise<unknown>
  /** The name of the created object, for the message. */
  nameOf: (values: NoInfer<Values>) => string
  /** Says what of a refusal belongs to which field. */
  faultsOf: (refusal: Refusal) => readonly ShownFault<FieldPath<NoInfer<Input>>>[]
  onClose: () => void
  children: (form: UseFormReturn<Input, unknown, Values>) => ReactNode
}

/** Creates an object in a dialog, which asks before it drops typed text. */
export function CreateDialog<Input extends FieldValues, Values, Refusal extends Error>({
  title,
  submitLabel,
  schema,
  defaultValues,
  create,
  nameOf,
  faultsOf,
  onClose,
  children,
}: CreateDialogProps<Input, Values, Refusal>) {
  const form = useForm<Input, unknown, Values>({ resolver: zodResolver(schema), defaultValues })
  const { errors, isDirty, isSubmitting } = form.formState
  const [close, guard] = useCloseGuard(isDirty && !isSubmitting, onClose)
  const submit = form.handleSubmit((values) =>
    create(values).then(
      () => {
        notify(`${isolate(nameOf(values))} created`)
        onClose()
      },
      (refusal: Refusal) => showFaults(form, faultsOf(refusal)),
    ),
  )
  return (
    <>
      <FormDialog
        title={title}
        submitLabel={submitLabel}
        submitting={isSubmitting}
        error={errors.root?.message}
        onSubmit={(event) => void submit(event)}
        onClose={close}
      >
        <FormProvider {...form}>{children(form)}</FormProvider>
      </FormDialog>
      {guard}
    </>
  )
}
