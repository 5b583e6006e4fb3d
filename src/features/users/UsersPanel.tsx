import { useQuery } from '@tanstack/react-query'
import { userQueries } from '#src/api/users.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { UserRow } from './UserRow.tsx'
import styles from './Users.module.css'

const SKELETONS = [96, 72, 120, 64, 88, 104]

// Often enough for a lock that ends by itself, or that somebody else has lifted.
const READ_ANEW_AFTER_MS = 60_000

/** All users of the client, and what they may do. */
export function UsersPanel() {
  const {
    data: users,
    error,
    isFetching,
    refetch,
  } = useQuery({
    ...userQueries.list(),
    refetchInterval: READ_ANEW_AFTER_MS,
  })
  if (error?.kind === 'forbidden')
    return (
      <EmptyState title={error.message}>
        <p>Users are administered by Sysadmins and Superusers.</p>
      </EmptyState>
    )
  if (error && !users)
    return (
      <FailedState
        title="The users could not be loaded"
        reason={error.message}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    )
  return (
    <table className={styles.table} aria-label="Users" aria-busy={!users}>
      <thead>
        <tr>
          <th scope="col">User name</th>
          <th scope="col">Role</th>
          <th scope="col">Administer Agents</th>
          <th scope="col">Services</th>
          <th scope="col">Status</th>
          <th scope="col">
            <VisuallyHidden>Actions</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {users
          ? users.map((user) => <UserRow key={user.id} user={user} />)
          : SKELETONS.map((width) => (
              <tr key={width} aria-hidden="true">
                <td>
                  <Skeleton width={width} />
                </td>
                <td>
                  <Skeleton width={72} />
                </td>
                <td>
                  <Skeleton width={56} />
                </td>
                <td>
                  <Skeleton width={64} />
                </td>
                <td>
                  <Skeleton width={56} />
                </td>
                <td>
                  <Skeleton width={196} height={26} />
                </td>
              </tr>
            ))}
      </tbody>
    </table>
  )
}
