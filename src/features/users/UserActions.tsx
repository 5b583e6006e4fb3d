import { NOT_BY_ONESELF, type User } from '#contract/users.ts'
import { Button } from '#src/components/Button.tsx'
import styles from './Users.module.css'

export type UserDialog = 'edit' | 'password'

interface UserActionsProps {
  user: User
  onOpen: (dialog: UserDialog) => void
}

/** What can be done with a user, in buttons that are called after them. */
export const UserActions = ({ user: { userName, self }, onOpen }: UserActionsProps) => (
  <span className={styles.actions}>
    <Button size="small" aria-label={`Edit ${userName}`} onClick={() => onOpen('edit')}>
      Edit
    </Button>
    <Button
      size="small"
      aria-label={`Set password of ${userName}`}
      refusal={self ? NOT_BY_ONESELF.password : undefined}
      onClick={() => onOpen('password')}
    >
      Set password
    </Button>
  </span>
)
