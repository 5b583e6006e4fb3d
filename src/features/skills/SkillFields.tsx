import type { ReactNode } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { ApiError } from '#contract/client.ts'
import { faultsAt } from '#src/api/form-errors.ts'
import { TextInput } from '#src/components/widgets/TextInput.tsx'
import { SKILL_FIELDS, SKILL_LABELS, type SkillField, type SkillValues } from './skill-schemas.ts'

/** Shows a refusal at its field. Only the name can be taken already. */
export const skillFaults = (error: ApiError) =>
  error.kind === 'conflict' ? [{ field: 'name' as const, message: error.message }] : faultsAt(error, SKILL_FIELDS)

interface SkillFieldsProps {
  form: UseFormReturn<SkillValues>
  /** The text under a field. */
  noteOf?: (field: SkillField) => ReactNode
}

/** The fields for a skill's name and description. */
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
