import { zodResolver } from '@hookform/resolvers/zod'
import { useQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { newAgentSkill, type AgentSkill, type NewAgentSkill } from '#contract/agent-skills.ts'
import { agentSkillQueries, useUndoSkillUpdate, useUpdateAgentSkill } from '#src/api/agent-skills.ts'
import { FormDialog } from '#src/components/FormDialog.tsx'
import { notify } from '#src/components/toast.ts'
import { SkillFields, skillFieldOf, type SkillValues } from './SkillFields.tsx'
import { SkillReading } from './SkillReading.tsx'

const refused = (error: Error) => notify(error.message, { tone: 'failed' })

interface EditSkillDialogProps {
  id: number
  onClose: () => void
}

export function EditSkillDialog({ id, onClose }: EditSkillDialogProps) {
  const skill = useQuery(agentSkillQueries.detail(id))
  return skill.data ? (
    <EditForm id={id} skill={skill.data} onClose={onClose} />
  ) : (
    <SkillReading title="Edit skill" submitLabel="Save" skill={skill} onClose={onClose} />
  )
}

/** Sends what was changed, so that two people who edit different fields do not overwrite each other. */
function EditForm({ id, skill, onClose }: EditSkillDialogProps & { skill: AgentSkill }) {
  const update = useUpdateAgentSkill(id)
  const undo = useUndoSkillUpdate(id)
  const form = useForm<SkillValues, unknown, NewAgentSkill>({
    resolver: zodResolver(newAgentSkill),
    defaultValues: { name: skill.name, description: skill.description },
  })
  const { isDirty, dirtyFields, isSubmitting, errors } = form.formState
  const submit = form.handleSubmit(({ name, description }) =>
    update
      .mutateAsync({
        ...(dirtyFields.name && { name }),
        ...(dirtyFields.description && { description }),
      })
      .then(
        () => {
          const takeBack = () => void undo.mutateAsync().then(() => notify(`${skill.name} as it was`), refused)
          notify(`${name} saved`, { action: { label: 'Undo', run: takeBack } })
          onClose()
        },
        (error) => form.setError(skillFieldOf(error), { message: error.message }, { shouldFocus: true }),
      ),
  )
  return (
    <FormDialog
      title="Edit skill"
      submitLabel="Save"
      submitting={isSubmitting}
      incomplete={isDirty ? undefined : 'Nothing is changed yet'}
      error={errors.root?.message}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <SkillFields form={form} />
    </FormDialog>
  )
}
