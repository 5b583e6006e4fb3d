import { useCallback, type ReactNode } from 'react'
import styles from './Popover.module.css'

const GAP = 4
const MARGIN = 8

interface PopoverProps {
  /** The element it opens under. */
  anchor: HTMLElement
  /** Undefined where a part of it has a role of its own. */
  role?: 'dialog' | 'menu'
  label?: string
  onClose: () => void
  children: ReactNode
}

/**
 * A small surface over the page, open as long as it is drawn: under its anchor, or above it if there is no room. The browser
 * closes it on Escape and on a click elsewhere. It lies in the top layer, is measured from the page's corner, and scrolls with
 * the page.
 */
export function Popover({ anchor, role, label, onClose, children }: PopoverProps) {
  const open = useCallback(
    (popover: HTMLDivElement | null) => {
      if (!popover) return
      const { top, bottom, left } = anchor.getBoundingClientRect()
      popover.showPopover()
      const most = document.documentElement.clientWidth - popover.offsetWidth - MARGIN
      const above = top - popover.offsetHeight - GAP
      const isAbove = bottom + GAP + popover.offsetHeight > document.documentElement.clientHeight && above >= MARGIN
      popover.style.top = `${(isAbove ? above : bottom + GAP) + window.scrollY}px`
      popover.style.left = `${Math.max(MARGIN, Math.min(left, most))}px`
      popover.querySelector<HTMLElement>('input, button')?.focus()
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
