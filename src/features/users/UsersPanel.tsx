import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { User } from '#contract/users.ts'
import { userQueries } from '#src/api/users.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import { ListSearch } from '#src/components/ListSearch.tsx'
import { SkeletonRows } from '#src/components/SkeletonRows.tsx'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import type { UserDialog } from './UserActions.tsx'
import { isolate } from '#src/lib/isolate.ts'
import { UserRow } from './UserRow.tsx'
import { foundUsers, type UsersSearch } from './users-search.ts'
import styles from './Users.module.css'

const EditUserDialog = lazyDialog(() => import('./EditUserDialog.tsx').then((m) => m.EditUserDialog))
const SetUserPasswordDialog = lazyDialog(() =>
  import('./SetUserPasswordDialog.tsx').then((m) => m.SetUserPasswordDialog),
)

// Often enough for a lock that ends by itself, or that somebody else has lifted.
const READ_ANEW_AFTER_MS = 60_000

interface UsersPanelProps {
  search: UsersSearch
  onChange: (search: UsersSearch) => void
}

/** All users of the client, and the actions on them. */
export function UsersPanel({ search, onChange }: UsersPanelProps) {
  const [open, setOpen] = useState<{ dialog: UserDialog; user: User }>()
  const close = () => setOpen(undefined)
  return (
    <>
      <UsersTable search={search} onChange={onChange} onOpen={(dialog, user) => setOpen({ dialog, user })} />
      {/* Outside the row: the typed text would go with the row when the user does. */}
      {open?.dialog === 'edit' && <EditUserDialog user={open.user} onClose={close} />}
      {open?.dialog === 'password' && <SetUserPasswordDialog user={open.user} onClose={close} />}
    </>
  )
}

interface UsersTableProps extends UsersPanelProps {
  onOpen: (dialog: UserDialog, user: User) => void
}

function UsersTable({ search, onChange, onOpen }: UsersTableProps) {
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
        <p>Only Sysadmins and Superusers can manage users.</p>
      </EmptyState>
    )
  if (error && !users)
    return <FailedState title="The users couldn’t be loaded" reads={[{ error, isFetching, refetch }]} />
  const found = users && foundUsers(users, search)
  return (
    <>
      <ListSearch
        label="Search users"
        placeholder="User name or role"
        q={search.q}
        found={found && search.q.trim() !== '' && `${found.length} of ${users.length}`}
        onChange={(q) => onChange({ q })}
      />
      <table className={styles.table} aria-label="Users" aria-busy={!users}>
        <thead>
          <tr>
            <th scope="col">User name</th>
            <th scope="col">Role</th>
            <th scope="col">Administer Agents</th>
            <th scope="col">Services</th>
            <th scope="col">Status</th>
            <th scope="col">Last login</th>
            <th scope="col">
              <VisuallyHidden>Actions</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {found ? (
            found.map((user) => <UserRow key={user.id} user={user} onOpen={(dialog) => onOpen(dialog, user)} />)
          ) : (
            <SkeletonRows cells={[72, 56, 64, 56, 72]} actions={256} />
          )}
        </tbody>
      </table>
      {found?.length === 0 && (
        <EmptyState title={`No users match “${isolate(search.q.trim())}”`}>
          <p>Try fewer letters.</p>
        </EmptyState>
      )}
    </>
  )
}
