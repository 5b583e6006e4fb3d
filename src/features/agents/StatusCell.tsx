import type { AgentSummary } from '#contract/agents.ts'
import { AccountStatus } from '#src/components/AccountStatus.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { useLocked } from './lock-states.ts'
import styles from './StatusCell.module.css'
import { UnlockButton } from './UnlockButton.tsx'

/** Whether the agent can work; one click unlocks who cannot. */
export function StatusCell({ agent }: { agent: AgentSummary }) {
  const locked = useLocked(agent)
  // "Active" for a moment, of who turns out to be locked, would be a lie.
  if (locked === undefined) return <Skeleton width={56} />
  return (
    <span className={styles.cell}>
      <AccountStatus active={agent.active} locked={locked} />
      {locked && (
        <UnlockButton
          size="small"
          id={agent.id}
          loginId={agent.loginId}
          aria-label={`Unlock ${agent.loginId}`}
          // The button goes with the lock, so the focus goes to the row's link.
          onUnlock={(button) => button.closest('tr')?.querySelector('a')?.focus({ preventScroll: true })}
        />
      )}
    </span>
  )
}
