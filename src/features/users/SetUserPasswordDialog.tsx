import type { ApiError } from '#contract/client.ts'
import { newUser, type User } from '#contract/users.ts'
import { faultsAt } from '#src/api/form-errors.ts'
import { useUpdateUser } from '#src/api/users.ts'
import { PasswordDialog } from '#src/components/widgets/PasswordDialog.tsx'

export function SetUserPasswordDialog({
  user: { id, userName, lockedUntil },
  onClose,
}: {
  user: User
  onClose: () => void
}) {
  const update = useUpdateUser(id)
  return (
    <PasswordDialog
      name={userName}
      schema={newUser.shape.password}
      locked={lockedUntil !== undefined}
      save={(body) => update.mutateAsync(body).then(() => undefined)}
      faultsOf={(refusal: ApiError) => faultsAt(refusal, ['password'])}
      onClose={onClose}
    >
      <p>This can’t be undone. It ends their sessions: they must sign in with the new password.</p>
    </PasswordDialog>
  )
}
