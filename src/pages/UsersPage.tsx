import { useNavigate, useSearch } from '@tanstack/react-router'
import { PageHeader } from '#src/components/PageHeader.tsx'
import { NewUserButton } from '#src/features/users/NewUserButton.tsx'
import { UserCount } from '#src/features/users/UserCount.tsx'
import { UsersPanel } from '#src/features/users/UsersPanel.tsx'

export function UsersPage() {
  const search = useSearch({ from: '/shell/widgets/settings/users' })
  const navigate = useNavigate({ from: '/settings/users' })
  return (
    <>
      <title>Users · Agent Console</title>
      <PageHeader title="Users" count={<UserCount />} actions={<NewUserButton />} />
      <UsersPanel search={search} onChange={(changed) => void navigate({ search: changed, replace: true })} />
    </>
  )
}
