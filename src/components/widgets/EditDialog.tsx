import { zodResolver } from '@hookform/resolvers/zod'
import { useState, type ReactNode } from 'react'
import { useForm, type FieldValues } from 'react-hook-form'
import type * as z from 'zod/mini'
import { FormDialog } from './FormDialog.tsx'
import { useCloseGuard } from './LeaveGuard.tsx'
import { showFaults, type ShownFault } from '#src/components/form/show-faults.ts'
import { useConcurrentEdit, type ConcurrentEdit, type FormField } from '#src/components/form/use-concurrent-edit.tsx'

const GONE = 'Can’t save: this was deleted, or you no longer have access to it.'

interface EditDialogProps<Input extends FieldValues, Values extends FieldValues, Refusal extends Error> extends Pick<
  ConcurrentEdit<Input, Values>,
  'labels' | 'inWords' | 'whoChanged'
> {
  title: string
  schema: z.core.$ZodType<Values, Input> & ConcurrentEdit<Input, Values>['schema']
  inputOf: (values: NoInfer<Values>) => NoInfer<Input>
  /** As it is shown when the dialog opens. */
  subject: NoInfer<Values>
  /** Reads the object; success without data means that it is gone. */
  query: {
    data: NoInfer<Values> | undefined
    isSuccess: boolean
    refetch: ConcurrentEdit<NoInfer<Input>, NoInfer<Values>>['read']
  }
  /** Sends only the changed fields. Rejects with a `Refusal`. */
  save: (changes: Partial<NoInfer<Values>>) => Promise<void>
  /** Says what of a refusal belongs to which field. */
  faultsOf: (refusal: Refusal) => readonly ShownFault<FormField<NoInfer<Input>, NoInfer<Values>>>[]
  onClose: () => void
  /** The fields, each followed by what `elsewhere` says of it. */
  children: (
    form: ConcurrentEdit<Input, Values>['form'],
    elsewhere: (field: FormField<Input, Values>) => ReactNode,
  ) => ReactNode
}

/** Edits an object that others may change at the same time: it shows their changes, and never overwrites them unseen. */
export function EditDialog<Input extends FieldValues, Values extends FieldValues, Refusal extends Error>({
  title,
  schema,
  labels,
  inputOf,
  inWords,
  whoChanged,
  subject,
  query: { data, isSuccess, refetch },
  save,
  faultsOf,
  onClose,
  children,
}: EditDialogProps<Input, Values, Refusal>) {
  const [opened] = useState(subject)
  const now = data ?? opened
  const form = useForm<Input, unknown, Values>({
    resolver: zodResolver(schema),
    // An untouched field follows changes made elsewhere.
    values: inputOf(now),
    resetOptions: { keepDirtyValues: true, keepErrors: true },
  })
  const { errors, isDirty, isSubmitting } = form.formState
  const [close, guard] = useCloseGuard(isDirty && !isSubmitting, onClose)
  const { settle, elsewhere } = useConcurrentEdit({
    form,
    schema,
    labels,
    opened,
    now,
    read: refetch,
    inWords,
    whoChanged,
  })

  const submit = form.handleSubmit(async (mine) => {
    const changes = await settle(mine)
    if (changes === 'unsettled') return
    if (!changes) return onClose()
    await save(changes).then(onClose, (refusal: Refusal) => showFaults(form, faultsOf(refusal)))
  })

  return (
    <>
      <FormDialog
        title={title}
        submitLabel="Save"
        submitting={isSubmitting}
        error={isSuccess && !data ? GONE : errors.root?.message}
        onSubmit={(event) => void submit(event)}
        onClose={close}
      >
        {children(form, elsewhere)}
      </FormDialog>
      {guard}
    </>
  )
}
