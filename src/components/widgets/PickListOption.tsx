import { useId } from 'react'
import { cx } from '#src/lib/cx.ts'
import styles from './PickList.module.css'

export interface Option {
  id: number
  name: string
  group?: string | undefined
  detail?: string | undefined
  /** Why it cannot be picked. */
  refusal?: string | undefined
}

interface PickListOptionProps {
  /** What makes the radio buttons of one list one. */
  group: string
  option: Option
  picked: boolean
  onPick: () => void
}

export function PickListOption({ group, option: { id, name, detail, refusal }, picked, onPick }: PickListOptionProps) {
  const detailId = useId()
  const isRefused = refusal !== undefined
  return (
    <label className={cx(styles.option, picked && styles.picked, isRefused && styles.refused)}>
      <input
        type="radio"
        name={group}
        checked={picked}
        // Not `disabled`, which the keyboard would skip together with the reason.
        aria-disabled={isRefused || undefined}
        aria-describedby={detailId}
        onChange={isRefused ? undefined : onPick}
        readOnly={isRefused}
      />
      <span className={styles.name}>{name}</span>
      <span className={styles.id}>{id}</span>
      {/* Outside the name, which stays short; read after it. */}
      <span className={styles.detail} id={detailId} aria-hidden="true">
        {refusal ?? detail}
      </span>
    </label>
  )
}
