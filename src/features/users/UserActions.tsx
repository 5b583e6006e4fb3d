import { useState } from 'react'
import { NOT_BY_ONESELF, type User } from '#contract/users.ts'
import { Button } from '#src/components/Button.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import styles from './Users.module.css'

const EditUserDialog = lazyDialog(() => import('./EditUserDialog.tsx').then((m) => m.EditUserDialog))
const SetUserPasswordDialog = lazyDialog(() =>
  import('./SetUserPasswordDialog.tsx').then((m) => m.SetUserPasswordDialog),
)

/** What can be done with a user, in buttons that are called after them. */
export function UserActions({ user }: { user: User }) {
  const { userName, self } = user
  const [open, setOpen] = useState<'edit' | 'password'>()
  const close = () => setOpen(undefined)
  return (
    <span className={styles.actions}>
      <Button size="small" aria-label={`Edit ${userName}`} onClick={() => setOpen('edit')}>
        Edit
      </Button>
      <Button
        size="small"
        aria-label={`Set password of ${userName}`}
        refusal={self ? NOT_BY_ONESELF.password : undefined}
        onClick={() => setOpen('password')}
      >
        Set password
      </Button>
      {open === 'edit' && <EditUserDialog user={user} onClose={close} />}
      {open === 'password' && <SetUserPasswordDialog user={user} onClose={close} />}
    </span>
  )
}
