import { useId, useRef, type ReactNode } from 'react'
import styles from './Tooltip.module.css'

const GAP = 6

interface TooltipProps {
  text: string
  /** Receives the id of the text, for `aria-describedby`. */
  children: (id: string) => ReactNode
}

/**
 * Words that appear on hover and on focus, stay while the pointer is on them, and go with Escape. They lie in the top layer,
 * so nothing clips them, and are described to a screen reader whether they are shown or not.
 */
export function Tooltip({ text, children }: TooltipProps) {
  const id = useId()
  const anchor = useRef<HTMLSpanElement>(null)
  const bubble = useRef<HTMLSpanElement>(null)

  const show = () => {
    if (!anchor.current || !bubble.current) return
    bubble.current.showPopover()
    const { left, top, bottom, width } = anchor.current.getBoundingClientRect()
    const { offsetWidth, offsetHeight } = bubble.current
    const centered = left + width / 2 - offsetWidth / 2
    const above = top - offsetHeight - GAP
    bubble.current.style.left = `${Math.max(GAP, Math.min(centered, window.innerWidth - offsetWidth - GAP))}px`
    bubble.current.style.top = `${above >= GAP ? above : bottom + GAP}px`
  }
  const hide = () => bubble.current?.hidePopover()

  return (
    <span
      ref={anchor}
      // What it listens to happens to the control inside.
      role="presentation"
      className={styles.anchor}
      onPointerEnter={show}
      onPointerLeave={hide}
      onFocus={show}
      onBlur={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {children(id)}
      <span ref={bubble} id={id} role="tooltip" popover="manual" className={styles.bubble}>
        {text}
      </span>
    </span>
  )
}
