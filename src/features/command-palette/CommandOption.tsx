import { useCallback } from 'react'
import { LockIcon } from '#src/components/icons/LockIcon.tsx'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { cx } from '#src/lib/cx.ts'
import type { Command } from './command.ts'
import styles from './CommandPalette.module.css'

interface CommandOptionProps {
  id: string
  command: Command
  chosen: boolean
  onPoint: () => void
  onRun: () => void
}

export function CommandOption({
  id,
  command: { label, detail, isLocked, refusal },
  chosen,
  onPoint,
  onRun,
}: CommandOptionProps) {
  const keepInSight = useCallback((option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' }), [])
  return (
    // The keys are the field's, which keeps the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      ref={chosen ? keepInSight : undefined}
      id={id}
      role="option"
      aria-selected={chosen}
      aria-disabled={refusal !== undefined || undefined}
      className={cx(styles.option, chosen && styles.chosen, refusal !== undefined && styles.refused)}
      onPointerMove={onPoint}
      onClick={onRun}
    >
      <span className={styles.label}>
        <bdi>{label}</bdi>
        {isLocked && (
          <span className={styles.lock}>
            <LockIcon size={13} />
            <VisuallyHidden>locked</VisuallyHidden>
          </span>
        )}
      </span>
      <span className={styles.detail}>{refusal ?? (detail && <bdi>{detail}</bdi>)}</span>
    </div>
  )
}
