import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import type * as z from 'zod'
import { newAgentSkill, type NewAgentSkill } from '#contract/agent-skills.ts'
import { useCreateAgentSkill } from '#src/api/agent-skills.ts'
import { fieldOfError } from '#src/api/form-errors.ts'
import { FormDialog } from '#src/components/FormDialog.tsx'
import { TextInput } from '#src/components/form/TextInput.tsx'
import { notify } from '#src/components/toast.ts'

const FIELDS = ['name', 'description'] as const

export function NewSkillDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateAgentSkill()
  const form = useForm<z.input<typeof newAgentSkill>, unknown, NewAgentSkill>({
    resolver: zodResolver(newAgentSkill),
    defaultValues: { name: '', description: '' },
  })
  const { errors } = form.formState
  const submit = form.handleSubmit((skill) =>
    create.mutateAsync(skill).then(
      () => {
        notify(`${skill.name} created`)
        onClose()
      },
      // The only thing that can be taken already is the name.
      (error) =>
        form.setError(
          error.kind === 'conflict' ? 'name' : fieldOfError(error, FIELDS),
          { message: error.message },
          { shouldFocus: true },
        ),
    ),
  )
  return (
    <FormDialog
      title="New skill"
      submitLabel="Create"
      submitting={form.formState.isSubmitting}
      error={errors.root?.message}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <TextInput label="Name" field={form.register('name')} error={errors.name?.message} required autoFocus />
      <TextInput
        label="Description"
        field={form.register('description')}
        error={errors.description?.message}
        multiline
        minRows={3}
      />
    </FormDialog>
  )
}
