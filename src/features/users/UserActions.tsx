import { Link } from '@tanstack/react-router'
import type { User } from '#contract/users.ts'
import { sayRefusal } from '#src/api/plain-words.ts'
import { useReachRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { isolate } from '#src/lib/isolate.ts'
import styles from './Users.module.css'

export type UserDialog = 'edit' | 'password'

interface UserActionsProps {
  user: User
  onOpen: (dialog: UserDialog) => void
}

/** The actions on a user, named after them. */
export function UserActions({ user, onOpen }: UserActionsProps) {
  const { id, userName, self } = user
  const refusal = useReachRefusal()(user)
  return (
    <span className={styles.actions}>
      <Button size="small" aria-label={`Edit ${isolate(userName)}`} refusal={refusal} onClick={() => onOpen('edit')}>
        Edit
      </Button>
      <Button
        size="small"
        aria-label={`Set password for ${isolate(userName)}`}
        refusal={refusal ?? (self ? sayRefusal({ reason: 'ownPassword' }) : undefined)}
        onClick={() => onOpen('password')}
      >
        Set password
      </Button>
      <Link
        to="/history"
        search={{ user: id }}
        className={styles.history}
        aria-label={`History of ${isolate(userName)}`}
      >
        History
      </Link>
    </span>
  )
}
