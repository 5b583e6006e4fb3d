import type { UseFormReturn } from 'react-hook-form'
import type { ApiError } from '#contract/client.ts'
import { fieldOfError } from '#src/api/form-errors.ts'
import { TextInput } from '#src/components/form/TextInput.tsx'

export interface SkillValues {
  name: string
  description?: string | undefined
}

const FIELDS = ['name', 'description'] as const

/** At which field to show a refusal. The only thing that can be taken already is the name. */
export const skillFieldOf = (error: ApiError) =>
  error.kind === 'conflict' ? 'name' : fieldOfError<(typeof FIELDS)[number]>(error, FIELDS)

/** What a skill is called, and what it is for. */
export function SkillFields<Checked>({ form }: { form: UseFormReturn<SkillValues, unknown, Checked> }) {
  const { errors } = form.formState
  return (
    <>
      <TextInput label="Name" field={form.register('name')} error={errors.name?.message} required autoFocus />
      <TextInput
        label="Description"
        field={form.register('description')}
        error={errors.description?.message}
        multiline
        minRows={3}
      />
    </>
  )
}
