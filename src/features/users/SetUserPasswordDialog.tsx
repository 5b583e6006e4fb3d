import * as z from 'zod/mini'
import type { ApiError } from '#contract/client.ts'
import { newUser, type User } from '#contract/users.ts'
import { fieldOfError } from '#src/api/form-errors.ts'
import { useUpdateUser } from '#src/api/users.ts'
import { PasswordDialog } from '#src/components/form/PasswordDialog.tsx'

const passwordForm = z.object({ password: newUser.shape.password })

export function SetUserPasswordDialog({ user: { id, userName }, onClose }: { user: User; onClose: () => void }) {
  const update = useUpdateUser(id)
  return (
    <PasswordDialog
      name={userName}
      schema={passwordForm}
      save={(body) => update.mutateAsync(body).then(() => undefined)}
      fieldOf={(refusal: ApiError) => fieldOfError(refusal, ['password'])}
      onClose={onClose}
    >
      <p>This cannot be undone. It ends the user’s sessions: they have to sign in again, with the new password.</p>
    </PasswordDialog>
  )
}
