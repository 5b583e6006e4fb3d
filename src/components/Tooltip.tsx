import { useEffect, useId, useRef, type ReactNode } from 'react'
import { placePopover } from './place-popover.ts'
import styles from './Tooltip.module.css'

interface TooltipProps {
  /** Text that takes time to write is written when it is first shown. */
  text: string | (() => string)
  /** Receives the id of the text, for `aria-describedby`. */
  children: (id: string) => ReactNode
}

/**
 * Words that appear on hover, on focus and at a tap, stay while the pointer is on them, and go with Escape. They lie in the
 * top layer, so nothing clips them, and are described to a screen reader whether they are shown or not.
 */
export function Tooltip({ text, children }: TooltipProps) {
  const id = useId()
  const anchor = useRef<HTMLSpanElement>(null)
  const bubble = useRef<HTMLSpanElement>(null)
  const watch = useRef<AbortController>(undefined)

  const place = () => {
    if (anchor.current && bubble.current) placePopover(bubble.current, anchor.current, 'over its middle')
  }
  const hide = () => {
    watch.current?.abort()
    bubble.current?.hidePopover()
  }
  const show = () => {
    watch.current?.abort()
    if (bubble.current && typeof text === 'function') bubble.current.textContent = text()
    bubble.current?.showPopover()
    place()
    watch.current = new AbortController()
    // The words follow their control.
    document.addEventListener('scroll', place, { capture: true, passive: true, signal: watch.current.signal })
  }
  useEffect(() => () => watch.current?.abort(), [])

  return (
    <span
      ref={anchor}
      // The events it listens to happen on the control inside.
      role="presentation"
      className={styles.anchor}
      // A finger that comes down may be about to scroll. A tap gives the focus, which shows the words.
      onPointerEnter={({ pointerType }) => pointerType !== 'touch' && show()}
      onPointerLeave={({ pointerType }) => pointerType !== 'touch' && hide()}
      onFocus={show}
      onBlur={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {children(id)}
      <span ref={bubble} id={id} role="tooltip" popover="manual" className={styles.bubble}>
        {typeof text === 'string' && text}
      </span>
    </span>
  )
}
