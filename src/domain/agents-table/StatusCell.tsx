import type { AgentRow } from '#contract/agent-question.ts'
import { AccountStatus } from '#src/domain/AccountStatus.tsx'
import { isolate } from '#src/lib/isolate.ts'
import styles from './StatusCell.module.css'
import { UnlockButton } from './UnlockButton.tsx'

/** Says whether the agent can work, and unlocks with one click an agent who can't. */
export function StatusCell({ agent }: { agent: AgentRow }) {
  return (
    <span className={styles.cell}>
      <AccountStatus active={agent.active} locked={agent.locked} />
      {agent.locked && (
        <UnlockButton
          size="small"
          id={agent.id}
          loginId={agent.loginId}
          aria-label={`Unlock ${isolate(agent.loginId)}`}
          // The button goes with the lock, so the focus goes to the row's link.
          onUnlock={(button) => button.closest('tr')?.querySelector('a')?.focus({ preventScroll: true })}
        />
      )}
    </span>
  )
}
