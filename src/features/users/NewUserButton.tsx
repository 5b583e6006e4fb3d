import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { refusal } from '#contract/access.ts'
import { userOperations } from '#contract/users.ts'
import { sessionQueries } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'

const NewUserDialog = lazyDialog(() => import('./NewUserDialog.tsx').then((m) => m.NewUserDialog))

export function NewUserButton() {
  const { data: session } = useQuery(sessionQueries.current())
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        variant="primary"
        refusal={session && refusal(userOperations.createUser.access, session)}
        onClick={() => setIsOpen(true)}
      >
        New user
      </Button>
      {isOpen && <NewUserDialog onClose={() => setIsOpen(false)} />}
    </>
  )
}
