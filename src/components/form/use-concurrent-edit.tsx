import { useState } from 'react'
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'
import type * as z from 'zod/mini'
import { contestedFields, differences, isSame, updateOf, type FieldOf } from '#src/lib/concurrent-edit.ts'
import { ElsewhereNote } from './ElsewhereNote.tsx'

/** The fields that a form and its outcome share. */
export type FormField<Input extends FieldValues, Values> = FieldOf<Values> & Path<Input>

export interface ConcurrentEdit<Input extends FieldValues, Values extends FieldValues> {
  /** Made with the `values` of now and `keepDirtyValues`: an untouched field follows them. */
  form: UseFormReturn<Input, unknown, Values>
  /** Reads each field. */
  schema: { shape: { [Field in keyof Values]: z.ZodMiniType<Values[Field]> } }
  /** The name of every field, in the order of the form. */
  labels: Record<FormField<Input, Values>, string>
  /** As it was when the form was opened. */
  opened: Values
  /** As it is, as far as is known here. */
  now: Values
  /** Reads it again; without an error and without data it is gone. */
  read: () => Promise<{ data: Values | undefined; error: Error | null }>
  /** Returns a value in words, for a form opened with `opened`. */
  inWords: (value: Values[FieldOf<Values>], opened: Values[FieldOf<Values>]) => string
  /** Resolves to the name of the person who changed a field last, if that is known. */
  whoChanged: (field: FieldOf<Values>) => Promise<string | undefined>
}

/** For a form whose subject others may change while it is open: nobody overwrites a value that they have not seen. */
export function useConcurrentEdit<Input extends FieldValues, Values extends FieldValues>({
  form,
  schema,
  labels,
  opened,
  now,
  read,
  inWords,
  whoChanged,
}: ConcurrentEdit<Input, Values>) {
  const [replaced, setReplaced] = useState<Partial<Values>>({})
  // Object.keys knows no keys but text.
  const fields = Object.keys(labels) as FormField<Input, Values>[]
  const typed = form.watch()

  /** The part of `mine` to send: undefined if there is none; `unsettled`, and the form says why, if that is not known. */
  async function settle(mine: Values): Promise<Partial<Values> | 'unsettled' | undefined> {
    const touched = differences(fields, mine, now)
    if (!touched.length) return undefined
    const { data, error } = await read()
    if (error) form.setError('root', { message: error.message })
    if (error || !data) return 'unsettled'
    const [contested, ...more] = contestedFields(touched, { opened, mine, now: data, replaced })
    if (contested === undefined) return updateOf(touched, { mine, now: data })
    const names = [contested, ...more].map((field) => labels[field]).join(', ')
    form.setError('root', { message: `Not saved. Choose which value to keep: ${names}.` })
    form.setFocus(contested)
    return 'unsettled'
  }

  function chosen(field: FormField<Input, Values>) {
    form.clearErrors('root')
    form.setFocus(field)
  }

  /** Goes under the field. */
  const elsewhere = (field: FormField<Input, Values>) => (
    <ElsewhereNote
      label={labels[field]}
      opened={opened[field]}
      now={now[field]}
      mine={
        form.getFieldState(field, form.formState).isDirty ? schema.shape[field].safeParse(typed[field]).data : undefined
      }
      replacing={isSame(replaced[field], now[field])}
      inWords={(value) => inWords(value, opened[field])}
      whoChanged={() => whoChanged(field)}
      onKeepMine={() => {
        setReplaced({ ...replaced, [field]: now[field] })
        chosen(field)
      }}
      onTakeTheirs={() => {
        // Untouched again: it has the value of now.
        form.resetField(field)
        chosen(field)
      }}
    />
  )

  return { settle, elsewhere }
}
