import type { AgentSummary } from '#contract/agents.ts'
import { Button } from '#src/components/Button.tsx'
import { CloseIcon } from '#src/components/icons/CloseIcon.tsx'
import { isolate } from '#src/lib/isolate.ts'
import styles from './AgentPicker.module.css'

interface PickedAgentsProps {
  agents: readonly AgentSummary[]
  /** Why each of them was refused, by id. */
  reasons: ReadonlyMap<number, string>
  onRemove: (agent: AgentSummary) => void
}

export const PickedAgents = ({ agents, reasons, onRemove }: PickedAgentsProps) =>
  agents.length > 0 && (
    <ul className={styles.picked} aria-label="Chosen agents">
      {agents.map((agent) => (
        <li key={agent.id}>
          <bdi>{agent.loginId}</bdi>
          {reasons.has(agent.id) && <span className={styles.reason}>{reasons.get(agent.id)}</span>}
          <Button variant="icon" aria-label={`Don’t add ${isolate(agent.loginId)}`} onClick={() => onRemove(agent)}>
            <CloseIcon />
          </Button>
        </li>
      ))}
    </ul>
  )
