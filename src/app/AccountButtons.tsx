import { useState } from 'react'
import { Button } from '#src/components/Button.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import styles from './Shell.module.css'

const ChangePassword = lazyDialog(() => import('./AccountDialogs.tsx').then((m) => m.ThemedChangePasswordDialog))
const MySessions = lazyDialog(() => import('./AccountDialogs.tsx').then((m) => m.ThemedMySessionsDialog))

/** The actions on one's own account. */
export function AccountButtons() {
  const [open, setOpen] = useState<'password' | 'sessions'>()
  const close = () => setOpen(undefined)
  return (
    <div className={styles.account}>
      <Button size="small" variant="quiet" onClick={() => setOpen('password')}>
        Change password
      </Button>
      <Button size="small" variant="quiet" onClick={() => setOpen('sessions')}>
        My sessions
      </Button>
      {open === 'password' && <ChangePassword onClose={close} />}
      {open === 'sessions' && <MySessions onClose={close} />}
    </div>
  )
}
