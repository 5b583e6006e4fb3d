import { useCallback, type ReactNode } from 'react'
import { placePopover } from './place-popover.ts'
import styles from './Popover.module.css'

interface PopoverProps {
  /** The element it opens under. */
  anchor: HTMLElement
  /** Undefined where a part of the content has its own role. */
  role?: 'dialog' | 'menu'
  label?: string
  onClose: () => void
  children: ReactNode
}

/**
 * A small surface over the page, open as long as it is drawn. The browser closes it on Escape and on a click elsewhere. It lies
 * in the top layer, so nothing clips it.
 */
export function Popover({ anchor, role, label, onClose, children }: PopoverProps) {
  const open = useCallback(
    (popover: HTMLDivElement | null) => {
      if (!popover) return
      const place = () => placePopover(popover, anchor, 'under its start')
      popover.showPopover()
      place()
      popover.querySelector<HTMLElement>('input, button')?.focus()
      window.addEventListener('resize', place)
      return () => window.removeEventListener('resize', place)
    },
    [anchor],
  )
  return (
    <div
      ref={open}
      popover="auto"
      role={role}
      aria-label={label}
      className={styles.popover}
      onToggle={(event) => event.newState === 'closed' && onClose()}
    >
      {children}
    </div>
  )
}
