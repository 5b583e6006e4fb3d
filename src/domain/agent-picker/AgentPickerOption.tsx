import { useId } from 'react'
import type { AgentSummary } from '#contract/agents.ts'
import { cx } from '#src/lib/cx.ts'
import { isolate } from '#src/lib/isolate.ts'
import { Isolated } from '#src/components/Isolated.tsx'
import styles from './AgentPicker.module.css'

interface AgentPickerOptionProps {
  agent: AgentSummary
  /** Why the agent cannot be picked: has it already. */
  refusal: string | undefined
  picked: boolean
  onToggle: () => void
}

export function AgentPickerOption({ agent, refusal, picked, onToggle }: AgentPickerOptionProps) {
  const detailId = useId()
  const isRefused = refusal !== undefined
  const name = `${isolate(`${agent.firstName} ${agent.lastName}`)}${agent.active ? '' : ' · inactive'}`
  return (
    <label className={cx(styles.option, picked && styles.chosen, isRefused && styles.refused)}>
      <input
        type="checkbox"
        checked={picked}
        // Not `disabled`, which the keyboard would skip together with the reason.
        aria-disabled={isRefused || undefined}
        aria-describedby={detailId}
        onChange={isRefused ? undefined : onToggle}
        readOnly={isRefused}
      />
      <bdi className={styles.loginId}>{agent.loginId}</bdi>
      {/* Outside the name, which stays short; read after it. */}
      <span className={styles.detail} id={detailId} aria-hidden="true">
        <Isolated text={isRefused ? `${name} · ${refusal}` : name} />
      </span>
    </label>
  )
}
