import type { ComponentProps } from 'react'
import { configurationOperations } from '#contract/configuration.ts'
import { useUnlockAgent } from '#src/api/agents.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { LockIcon } from '#src/components/icons/LockIcon.tsx'
import { notify, notifyRefused } from '#src/components/toast.ts'
import { isolate } from '#src/lib/isolate.ts'

interface UnlockButtonProps extends Pick<ComponentProps<typeof Button>, 'size' | 'aria-label'> {
  id: number
  loginId: string
  /** The lock is about to go, and this button with it. */
  onUnlock: (button: HTMLButtonElement) => void
}

export function UnlockButton({ id, loginId, onUnlock, size = 'medium', ...props }: UnlockButtonProps) {
  const unlock = useUnlockAgent(id)
  const refusal = useRefusal(configurationOperations.updateAgent)
  return (
    <Button
      {...props}
      variant="danger"
      size={size}
      refusal={refusal}
      onClick={(event) => {
        onUnlock(event.currentTarget)
        unlock.mutateAsync().then(() => notify(`${isolate(loginId)} unlocked`), notifyRefused)
      }}
    >
      {/* In a row the status before it has the lock already. */}
      {size === 'medium' && <LockIcon size={13} />}
      Unlock
    </Button>
  )
}
