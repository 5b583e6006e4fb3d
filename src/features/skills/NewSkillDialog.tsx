import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { useCreateAgentSkill } from '#src/api/agent-skills.ts'
import { FormDialog } from '#src/components/widgets/FormDialog.tsx'
import { notify } from '#src/components/toast.ts'
import { showFaults } from '#src/components/form/show-faults.ts'
import { skillForm, type SkillValues } from './skill-schemas.ts'
import { SkillFields, skillFaults } from './SkillFields.tsx'

export function NewSkillDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateAgentSkill()
  const form = useForm<SkillValues>({
    resolver: zodResolver(skillForm),
    defaultValues: { name: '', description: '' },
  })
  const submit = form.handleSubmit((skill) =>
    create.mutateAsync(skill).then(
      () => {
        notify(`${skill.name} created`)
        onClose()
      },
      (error) => showFaults(form, skillFaults(error)),
    ),
  )
  return (
    <FormDialog
      title="New skill"
      submitLabel="Create"
      submitting={form.formState.isSubmitting}
      error={form.formState.errors.root?.message}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <SkillFields form={form} />
    </FormDialog>
  )
}
