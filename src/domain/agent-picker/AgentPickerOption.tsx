import { useId } from 'react'
import type { AgentSummary } from '#contract/agents.ts'
import { cx } from '#src/lib/cx.ts'
import styles from './AgentPicker.module.css'

interface AgentPickerOptionProps {
  agent: AgentSummary
  /** The level that the agent has already. */
  level: number | undefined
  picked: boolean
  onToggle: () => void
}

export function AgentPickerOption({ agent, level, picked, onToggle }: AgentPickerOptionProps) {
  const detailId = useId()
  const isHolder = level !== undefined
  const name = `${agent.firstName} ${agent.lastName}${agent.active ? '' : ' · inactive'}`
  return (
    <label className={cx(styles.option, picked && styles.chosen, isHolder && styles.refused)}>
      <input
        type="checkbox"
        checked={picked}
        // Not `disabled`, which the keyboard would skip together with the reason.
        aria-disabled={isHolder || undefined}
        aria-describedby={detailId}
        onChange={isHolder ? undefined : onToggle}
        readOnly={isHolder}
      />
      <span className={styles.loginId}>{agent.loginId}</span>
      {/* Outside the name, which stays short; read after it. */}
      <span className={styles.detail} id={detailId} aria-hidden="true">
        {isHolder ? `${name} · has it at ${level}` : name}
      </span>
    </label>
  )
}
