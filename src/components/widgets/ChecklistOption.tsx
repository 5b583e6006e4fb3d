import { useId, type ComponentProps, type ReactNode } from 'react'
import { RefusableInput } from '#src/components/form/RefusableInput.tsx'
import { cx } from '#src/lib/cx.ts'
import styles from './Checklist.module.css'

interface ChecklistOptionProps extends Pick<ComponentProps<'input'>, 'aria-label' | 'ref'> {
  checked: boolean
  refused: boolean
  className?: string | undefined
  /** Read after the name, which stays short. */
  detail?: ReactNode
  onTick: (checked: boolean) => void
  /** The name. */
  children: ReactNode
}

export function ChecklistOption({ refused, className, detail, onTick, children, ...input }: ChecklistOptionProps) {
  const detailId = useId()
  return (
    <label className={cx(styles.option, refused && styles.refused, className)}>
      <RefusableInput
        {...input}
        type="checkbox"
        refused={refused}
        aria-describedby={detail === undefined ? undefined : detailId}
        onChange={(event) => onTick(event.target.checked)}
      />
      {children}
      {detail !== undefined && (
        <span id={detailId} className={styles.detail} aria-hidden="true">
          {detail}
        </span>
      )}
    </label>
  )
}
