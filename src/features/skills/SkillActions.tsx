import { useState } from 'react'
import { configurationOperations } from '#contract/configuration.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import { isolate } from '#src/lib/isolate.ts'

const EditSkillDialog = lazyDialog(() => import('./EditSkillDialog.tsx').then((m) => m.EditSkillDialog))
const DeleteSkillDialog = lazyDialog(() => import('./DeleteSkillDialog.tsx').then((m) => m.DeleteSkillDialog))

interface SkillActionsProps {
  id: number
  /** Beside several skills, each button's name includes the skill's. */
  name?: string
  size?: 'medium' | 'small'
  onDelete: () => void
}

export function SkillActions({ id, name, size = 'medium', onDelete }: SkillActionsProps) {
  const editRefusal = useRefusal(configurationOperations.updateAgentSkill)
  const deleteRefusal = useRefusal(configurationOperations.deleteAgentSkill)
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const close = () => setOpen(undefined)
  // In a list, people look for the names of the skills.
  const isListed = name !== undefined
  const labelOf = (action: string) => (name === undefined ? undefined : `${action} ${isolate(name)}`)
  return (
    <>
      <Button
        size={size}
        variant={isListed ? 'quiet' : 'plain'}
        aria-label={labelOf('Edit')}
        refusal={editRefusal}
        onClick={() => setOpen('edit')}
      >
        Edit
      </Button>
      <Button
        size={size}
        variant={isListed ? 'quietDanger' : 'danger'}
        aria-label={labelOf('Delete')}
        refusal={deleteRefusal}
        onClick={() => setOpen('delete')}
      >
        Delete
      </Button>
      {open === 'edit' && <EditSkillDialog id={id} onClose={close} />}
      {open === 'delete' && <DeleteSkillDialog id={id} onDelete={onDelete} onClose={close} />}
    </>
  )
}
