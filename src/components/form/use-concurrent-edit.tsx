import { useState } from 'react'
import { contestedFields, differences, updateOf, type FieldOf } from '#src/lib/concurrent-edit.ts'
import { ElsewhereNote } from './ElsewhereNote.tsx'

interface ConcurrentEdit<Values> {
  /** Of react-hook-form, given `values` of what is there now and `keepDirtyValues`: a field that is not touched goes along. */
  form: {
    setError: (field: 'root', error: { message: string }) => void
    clearErrors: (field: 'root') => void
    setFocus: (field: FieldOf<Values>) => void
  }
  /** Every field, in the order of the form, with what it is called. */
  labels: Record<FieldOf<Values>, string>
  /** As it was when the form was opened. */
  opened: Values
  /** As it is, as far as is known here. */
  now: Values
  /** Reads it anew. */
  read: () => Promise<{ data: Values | undefined; error: Error | null }>
  /** What this person has set a field to; undefined when they have not, or when it is not a value yet. */
  mineOf: (field: FieldOf<Values>) => Values[FieldOf<Values>] | undefined
  inWords: (value: Values[FieldOf<Values>]) => string
  /** Sets a field of the form to what is there now. */
  takeTheirs: (field: FieldOf<Values>) => void
}

/** For a form whose subject others may change while it is open: nobody overwrites what they have not seen. */
export function useConcurrentEdit<Values extends object>(edit: ConcurrentEdit<Values>) {
  const { form, labels, opened, now, read, mineOf, inWords, takeTheirs } = edit
  const [replaced, setReplaced] = useState<Partial<Values>>({})
  // Object.keys knows no keys but text.
  const fields = Object.keys(labels) as FieldOf<Values>[]

  /** What of `mine` to send: undefined where there is nothing; `unsettled`, and the form says why, where that is not known. */
  async function settle(mine: Values): Promise<Partial<Values> | 'unsettled' | undefined> {
    const touched = differences(fields, mine, now)
    if (!touched.length) return undefined
    const { data, error } = await read()
    if (error || !data) {
      form.setError('root', { message: error?.message ?? 'What is there now could not be read.' })
      return 'unsettled'
    }
    const [contested, ...more] = contestedFields(touched, { opened, mine, now: data, replaced })
    if (contested === undefined) return updateOf(touched, { mine, now: data })
    const names = [contested, ...more].map((field) => labels[field]).join(', ')
    form.setError('root', { message: `Nothing is saved yet. Choose whose value it is to be: ${names}.` })
    form.setFocus(contested)
    return 'unsettled'
  }

  /** Goes under the field. */
  const elsewhere = (field: FieldOf<Values>) => (
    <ElsewhereNote
      label={labels[field]}
      opened={opened[field]}
      now={now[field]}
      mine={mineOf(field)}
      replacing={replaced[field] === now[field]}
      inWords={inWords}
      onKeepMine={() => {
        setReplaced({ ...replaced, [field]: now[field] })
        form.clearErrors('root')
        form.setFocus(field)
      }}
      onTakeTheirs={() => {
        takeTheirs(field)
        form.clearErrors('root')
        form.setFocus(field)
      }}
    />
  )

  return { settle, elsewhere }
}
