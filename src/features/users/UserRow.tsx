import { useRef } from 'react'
import { SIGN_IN_KNOWN_FOR_DAYS, type User } from '#contract/users.ts'
import { useReachRefusal } from '#src/api/session.ts'
import { RelativeTime } from '#src/components/RelativeTime.tsx'
import { AccountStatus } from '#src/domain/AccountStatus.tsx'
import { formatTime } from '#src/lib/format.ts'
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
  const { userName, role, self, active, lockedUntil } = user
  const refusal = useReachRefusal()(user)
  const name = useRef<HTMLButtonElement>(null)
  return (
    <tr>
      <td>
        {refusal === undefined ? (
          <button ref={name} type="button" className={styles.name} onClick={() => onOpen('edit')}>
            <bdi>{userName}</bdi>
          </button>
        ) : (
          <bdi>{userName}</bdi>
        )}
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
              {/* The button goes with the lock, so the focus goes to the row's name. */}
              <UnlockUserButton user={user} onUnlock={() => name.current?.focus({ preventScroll: true })} />
            </>
          )}
        </span>
      </td>
      <td>
        {user.lastSignIn === undefined ? (
          `Not in ${SIGN_IN_KNOWN_FOR_DAYS} days`
        ) : (
          <RelativeTime time={user.lastSignIn} capital />
        )}
      </td>
      <td>
        <UserActions user={user} onOpen={onOpen} />
      </td>
    </tr>
  )
}
