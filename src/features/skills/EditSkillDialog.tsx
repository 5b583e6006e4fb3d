import { zodResolver } from '@hookform/resolvers/zod'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { AgentSkill } from '#contract/agent-skills.ts'
import { agentSkillQueries, useUndoSkillUpdate, useUpdateAgentSkill } from '#src/api/agent-skills.ts'
import { FormDialog } from '#src/components/FormDialog.tsx'
import { useConcurrentEdit } from '#src/components/form/use-concurrent-edit.tsx'
import { useCloseGuard } from '#src/components/LeaveGuard.tsx'
import { notify } from '#src/components/toast.ts'
import { SKILL_LABELS, skillForm, type SkillValues } from './skill-schemas.ts'
import { SkillFields, skillFieldOf } from './SkillFields.tsx'
import { SkillReading } from './SkillReading.tsx'

const valuesOf = ({ name, description }: SkillValues): SkillValues => ({ name, description })

const refused = (error: Error) => notify(error.message, { tone: 'failed' })

interface EditSkillDialogProps {
  id: number
  onClose: () => void
}

export function EditSkillDialog({ id, onClose }: EditSkillDialogProps) {
  const skill = useQuery(agentSkillQueries.detail(id))
  // What was read long ago is read anew first: what changed since then did not change while this was open.
  const [isReadFirst] = useState(skill.isFetching)
  return skill.data && (skill.isFetchedAfterMount || !isReadFirst) ? (
    <EditForm id={id} skill={skill.data} onClose={onClose} />
  ) : (
    <SkillReading title="Edit skill" submitLabel="Save" skill={skill} onClose={onClose} />
  )
}

/** Update Agent Skill, sending what was changed and nothing else; what others change meanwhile is shown and survives. */
function EditForm({ id, skill, onClose }: EditSkillDialogProps & { skill: AgentSkill }) {
  const [opened] = useState(skill)
  const { data: now = opened, refetch } = useQuery(agentSkillQueries.detail(id))
  const update = useUpdateAgentSkill(id)
  const undo = useUndoSkillUpdate(id)
  const form = useForm<SkillValues>({
    resolver: zodResolver(skillForm),
    defaultValues: valuesOf(opened),
    // A field that nobody has touched here goes along with what is changed elsewhere.
    values: valuesOf(now),
    resetOptions: { keepDirtyValues: true, keepErrors: true },
  })
  const { isDirty, dirtyFields, isSubmitting, errors } = form.formState
  const [close, guard] = useCloseGuard(isDirty && !isSubmitting, onClose)

  const typed = form.watch()
  const { settle, elsewhere } = useConcurrentEdit<SkillValues>({
    form,
    labels: SKILL_LABELS,
    opened,
    now,
    read: refetch,
    mineOf: (field) => (dirtyFields[field] ? skillForm.shape[field].safeParse(typed[field]).data : undefined),
    inWords: (text) => text,
    takeTheirs: (field) => form.setValue(field, now[field], { shouldDirty: true, shouldValidate: true }),
  })

  const submit = form.handleSubmit(async (mine) => {
    const changes = await settle(mine)
    if (changes === 'unsettled') return
    if (!changes) return onClose()
    await update.mutateAsync(changes).then(
      () => {
        const takeBack = () => void undo.mutateAsync().then(() => notify(`${opened.name} as it was`), refused)
        notify(`${mine.name} saved`, { action: { label: 'Undo', run: takeBack } })
        onClose()
      },
      (error) => form.setError(skillFieldOf(error), { message: error.message }, { shouldFocus: true }),
    )
  })

  return (
    <>
      <FormDialog
        title="Edit skill"
        submitLabel="Save"
        submitting={isSubmitting}
        error={errors.root?.message}
        onSubmit={(event) => void submit(event)}
        onClose={close}
      >
        <SkillFields form={form} noteOf={elsewhere} />
      </FormDialog>
      {guard}
    </>
  )
}
