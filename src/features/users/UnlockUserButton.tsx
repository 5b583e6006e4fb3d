import type { User } from '#contract/users.ts'
import { useReachRefusal } from '#src/api/session.ts'
import { useUpdateUser } from '#src/api/users.ts'
import { Button } from '#src/components/Button.tsx'
import { notify, notifyRefused } from '#src/components/toast.ts'
import { isolate } from '#src/lib/isolate.ts'

interface UnlockUserButtonProps {
  user: User
  /** The lock is gone, and this button with it. */
  onUnlock: () => void
}

export function UnlockUserButton({ user, onUnlock }: UnlockUserButtonProps) {
  const { id, userName } = user
  const refusal = useReachRefusal()(user)
  const update = useUpdateUser(id)
  const unlock = () =>
    update.mutateAsync({ unlock: true }).then(() => {
      onUnlock()
      notify(`${isolate(userName)} unlocked`)
    }, notifyRefused)
  return (
    <Button
      size="small"
      variant="danger"
      aria-label={`Unlock ${isolate(userName)}`}
      refusal={refusal}
      busy={update.isPending}
      onClick={() => void unlock()}
    >
      Unlock
    </Button>
  )
}
