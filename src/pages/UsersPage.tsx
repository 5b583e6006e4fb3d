import { PageHeader } from '#src/components/PageHeader.tsx'
import { NewUserButton } from '#src/features/users/NewUserButton.tsx'
import { UserCount } from '#src/features/users/UserCount.tsx'
import { UsersPanel } from '#src/features/users/UsersPanel.tsx'

export const UsersPage = () => (
  <>
    <title>Users · Agent Console</title>
    <PageHeader title="Users" count={<UserCount />} actions={<NewUserButton />} />
    <UsersPanel />
  </>
)
