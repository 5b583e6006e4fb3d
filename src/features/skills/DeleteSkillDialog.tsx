import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { agentSkillQueries, useDeleteAgentSkill } from '#src/api/agent-skills.ts'
import { FormDialog } from '#src/components/widgets/FormDialog.tsx'
import { notify } from '#src/components/toast.ts'
import { TypedNameInput } from '#src/components/widgets/TypedNameInput.tsx'
import { formatCount } from '#src/lib/format.ts'
import { isolate } from '#src/lib/isolate.ts'
import { Isolated } from '#src/components/Isolated.tsx'
import styles from './Skills.module.css'
import { SkillReading } from './SkillReading.tsx'

interface DeleteSkillDialogProps {
  id: number
  onDelete: () => void
  onClose: () => void
}

function holdIt(count: number, name: string) {
  if (count === 0) return `No agent has ${isolate(name)}.`
  if (count === 1) return `1 agent will lose ${isolate(name)} and their level in it.`
  return `${formatCount(count)} agents will lose ${isolate(name)} and their level in it.`
}

/** Says first who loses the skill, as of now and not as of some time ago, and that nothing brings it back. */
export function DeleteSkillDialog({ id, onDelete, onClose }: DeleteSkillDialogProps) {
  const skill = useQuery({ ...agentSkillQueries.detail(id), staleTime: 0 })
  const remove = useDeleteAgentSkill(id)
  const [typed, setTyped] = useState('')
  if (!skill.data || !skill.isFetchedAfterMount)
    return <SkillReading title="Delete skill" submitLabel="Delete" skill={skill} onClose={onClose} />

  const { name, agent: holders } = skill.data
  const isNamed = holders.length === 0 || typed.trim() === name
  return (
    <FormDialog
      title={`Delete ${isolate(name)}?`}
      submitLabel="Delete"
      danger
      submitting={remove.isPending}
      incomplete={isNamed ? undefined : 'Type the name first'}
      error={remove.error?.message}
      onClose={onClose}
      onSubmit={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            notify(`${isolate(name)} deleted`)
            onDelete()
          },
        })
      }
    >
      <p className={styles.warning}>
        <Isolated text={holdIt(holders.length, name)} /> This can’t be undone.
      </p>
      {holders.length > 0 && (
        <TypedNameInput label={`Type ${isolate(name)} to delete it`} value={typed} onChange={setTyped} />
      )}
    </FormDialog>
  )
}
