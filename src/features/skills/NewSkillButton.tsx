import { lazy, Suspense, useState } from 'react'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'

const NewSkillDialog = lazy(() => import('./NewSkillDialog.tsx').then((m) => ({ default: m.NewSkillDialog })))

export function NewSkillButton() {
  const refusal = useRefusal('createAgentSkill')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="primary" refusal={refusal} onClick={() => setIsOpen(true)}>
        New skill
      </Button>
      {isOpen && (
        <Suspense>
          <NewSkillDialog onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
