import type { ComponentProps, MouseEvent } from 'react'
import { cx } from '#src/lib/cx.ts'
import styles from './Button.module.css'
import { Tooltip } from './Tooltip.tsx'

interface ButtonProps extends ComponentProps<'button'> {
  variant?: 'plain' | 'primary' | 'danger' | 'quiet' | 'quietDanger' | 'icon'
  size?: 'medium' | 'small'
  /** Why it cannot be used. It stays where it is, can be reached, and says so. */
  refusal?: string | undefined
  /** Its action is under way: a second press does nothing. */
  busy?: boolean
}

function doNothing(event: MouseEvent<HTMLButtonElement>) {
  event.preventDefault()
  // The focus shows the reason, and Safari does not focus a button that is tapped.
  event.currentTarget.focus()
}

export function Button({
  variant = 'plain',
  size = 'medium',
  refusal,
  busy,
  className,
  onClick,
  ...props
}: ButtonProps) {
  const isOff = refusal !== undefined || busy
  const button = (describedBy?: string) => (
    <button
      type="button"
      {...props}
      className={cx(styles.button, styles[variant], styles[size], className)}
      aria-disabled={isOff || undefined}
      aria-busy={busy || undefined}
      aria-describedby={describedBy ?? props['aria-describedby']}
      onClick={isOff ? doNothing : onClick}
    />
  )
  return refusal === undefined ? button() : <Tooltip text={refusal}>{button}</Tooltip>
}
