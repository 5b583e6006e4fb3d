import type { ReactNode } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { ApiError } from '#contract/client.ts'
import { faultsAt } from '#src/api/form-errors.ts'
import { TextInput } from '#src/components/widgets/TextInput.tsx'
import { SKILL_FIELDS, SKILL_LABELS, type SkillField, type SkillValues } from './skill-schemas.ts'

/** What to show of a refusal at which field. The only thing that can be taken already is the name. */
export const skillFaults = (error: ApiError) =>
  error.kind === 'conflict' ? [{ field: 'name' as const, message: error.message }] : faultsAt(error, SKILL_FIELDS)

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
