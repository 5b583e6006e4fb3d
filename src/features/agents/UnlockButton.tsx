import { useUnlockAgent } from '#src/api/agents.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { LockIcon } from '#src/components/icons/LockIcon.tsx'
import { notify } from '#src/components/toast.ts'

interface UnlockButtonProps {
  id: number
  loginId: string
  onUnlock: () => void
}

export function UnlockButton({ id, loginId, onUnlock }: UnlockButtonProps) {
  const unlock = useUnlockAgent(id)
  const refusal = useRefusal('updateAgent')
  return (
    <Button
      variant="danger"
      refusal={refusal}
      onClick={() => {
        onUnlock()
        unlock.mutateAsync().then(
          () => notify(`${loginId} unlocked`),
          (error) => notify(error.message, { tone: 'failed' }),
        )
      }}
    >
      <LockIcon size={13} />
      Unlock
    </Button>
  )
}
