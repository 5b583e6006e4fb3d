import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import type { User } from '#contract/users.ts'
import { AccountStatus } from '#src/domain/AccountStatus.tsx'
import { formatTime } from '#src/lib/format.ts'
import { isolate } from '#src/lib/isolate.ts'
import { UnlockUserButton } from './UnlockUserButton.tsx'
import { UserActions, type UserDialog } from './UserActions.tsx'
import { choicesOf } from './user-schemas.ts'
import { servicesInWords } from './user-words.ts'
import styles from './Users.module.css'

function powerInWords({ role, administersAgents }: User) {
  if (role !== 'Manager') return 'Included'
  return administersAgents ? 'Yes' : 'No'
}

interface UserRowProps {
  user: User
  onOpen: (dialog: UserDialog) => void
}

export function UserRow({ user, onOpen }: UserRowProps) {
  const { id, userName, role, self, active, lockedUntil } = user
  const history = useRef<HTMLAnchorElement>(null)
  return (
    <tr>
      <td>
        <Link ref={history} to="/history" search={{ user: id }} title={`History of ${isolate(userName)}`}>
          <bdi>{userName}</bdi>
        </Link>
        {self && <span className={styles.you}> you</span>}
        {/* Stands in for the column where there is no room for one. */}
        <span className={styles.narrowRole}>{role}</span>
      </td>
      <td>{role}</td>
      <td>{powerInWords(user)}</td>
      <td>{servicesInWords(choicesOf(user).services)}</td>
      <td>
        <span className={styles.status}>
          <AccountStatus active={active} locked={lockedUntil !== undefined} />
          {lockedUntil !== undefined && (
            <>
              <span className={styles.until}>until {formatTime(lockedUntil)}</span>
              {/* The button goes with the lock, so the focus goes to the row's link. */}
              <UnlockUserButton user={user} onUnlock={() => history.current?.focus({ preventScroll: true })} />
            </>
          )}
        </span>
      </td>
      <td>
        <UserActions user={user} onOpen={onOpen} />
      </td>
    </tr>
  )
}
