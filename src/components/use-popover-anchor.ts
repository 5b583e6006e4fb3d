import { useRef, useState, type MouseEvent } from 'react'

/**
 * Opens a `Popover` under the button that is clicked. The browser closes a popover when its button is pressed, so the click that
 * follows must not open it again.
 */
export function usePopoverAnchor() {
  const [anchor, setAnchor] = useState<HTMLElement>()
  const wasOpen = useRef(false)
  return {
    anchor,
    close: () => setAnchor(undefined),
    button: {
      'aria-expanded': anchor !== undefined,
      onPointerDown: () => {
        wasOpen.current = anchor !== undefined
      },
      onClick: (event: MouseEvent<HTMLElement>) => {
        if (!wasOpen.current) setAnchor(event.currentTarget)
        wasOpen.current = false
      },
    },
  }
}
