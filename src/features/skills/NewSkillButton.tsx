import { useState } from 'react'
import { configurationOperations } from '#contract/configuration.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'

const NewSkillDialog = lazyDialog(() => import('./NewSkillDialog.tsx').then((m) => m.NewSkillDialog))

export function NewSkillButton() {
  const refusal = useRefusal(configurationOperations.createAgentSkill)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="primary" refusal={refusal} onClick={() => setIsOpen(true)}>
        New skill
      </Button>
      {isOpen && <NewSkillDialog onClose={() => setIsOpen(false)} />}
    </>
  )
}
