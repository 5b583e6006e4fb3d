import { useState } from 'react'
import { userOperations } from '#contract/users.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'

const NewUserDialog = lazyDialog(() => import('./NewUserDialog.tsx').then((m) => m.NewUserDialog))

export function NewUserButton() {
  const refusal = useRefusal(userOperations.createUser)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="primary" refusal={refusal} onClick={() => setIsOpen(true)}>
        New user
      </Button>
      {isOpen && <NewUserDialog onClose={() => setIsOpen(false)} />}
    </>
  )
}
