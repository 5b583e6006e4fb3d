import type { ReactNode } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { ApiError } from '#contract/client.ts'
import { fieldOfError } from '#src/api/form-errors.ts'
import { TextInput } from '#src/components/form/TextInput.tsx'
import { SKILL_FIELDS, SKILL_LABELS, type SkillField, type SkillValues } from './skill-schemas.ts'

/** At which field to show a refusal. The only thing that can be taken already is the name. */
export const skillFieldOf = (error: ApiError) =>
  error.kind === 'conflict' ? 'name' : fieldOfError<SkillField>(error, SKILL_FIELDS)

interface SkillFieldsProps {
  form: UseFormReturn<SkillValues>
  /** What goes under a field. */
  noteOf?: (field: SkillField) => ReactNode
}

/** What a skill is called, and what it is for. */
export function SkillFields({ form, noteOf }: SkillFieldsProps) {
  const { errors } = form.formState
  return (
    <>
      <TextInput
        label={SKILL_LABELS.name}
        field={form.register('name')}
        error={errors.name?.message}
        required
        autoFocus
      />
      {noteOf?.('name')}
      <TextInput
        label={SKILL_LABELS.description}
        field={form.register('description')}
        error={errors.description?.message}
        multiline
        minRows={3}
      />
      {noteOf?.('description')}
    </>
  )
}
