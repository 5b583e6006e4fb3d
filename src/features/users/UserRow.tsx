import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import type { User } from '#contract/users.ts'
import { AccountStatus } from '#src/components/AccountStatus.tsx'
import { formatCount, formatTime } from '#src/lib/format.ts'
import { UnlockUserButton } from './UnlockUserButton.tsx'
import { UserActions } from './UserActions.tsx'
import styles from './Users.module.css'

function servicesInWords({ allServices, services }: User) {
  if (allServices) return 'All'
  if (services.length === 0) return 'None'
  return services.length === 1 ? '1 service' : `${formatCount(services.length)} services`
}

function powerInWords({ role, administersAgents }: User) {
  if (role !== 'Manager') return 'By role'
  return administersAgents ? 'Yes' : 'No'
}

export function UserRow({ user }: { user: User }) {
  const { id, userName, role, self, active, lockedUntil } = user
  const history = useRef<HTMLAnchorElement>(null)
  return (
    <tr>
      <td>
        <Link ref={history} to="/history" search={{ user: id }} title={`History of ${userName}`}>
          {userName}
        </Link>
        {self && <span className={styles.you}> you</span>}
        {/* Stands in for the column where there is no room for one. */}
        <span className={styles.narrowRole}>{role}</span>
      </td>
      <td>{role}</td>
      <td>{powerInWords(user)}</td>
      <td>{servicesInWords(user)}</td>
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
        <UserActions user={user} />
      </td>
    </tr>
  )
}
