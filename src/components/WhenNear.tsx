import { useCallback } from 'react'

/**
 * Calls `onNear` when the reader comes within `margin` pixels of this place, from above. Give it a new `key` to have it look
 * again after something was put before it.
 */
export function WhenNear({ onNear, margin }: { onNear: () => void; margin: number }) {
  const watch = useCallback(
    (element: HTMLDivElement | null) => {
      if (!element) return undefined
      const observer = new IntersectionObserver(
        (entries) => {
          // A busy page gets several entries at once: the last one is now.
          if (entries.at(-1)?.isIntersecting) onNear()
        },
        { rootMargin: `0px 0px ${margin}px` },
      )
      observer.observe(element)
      return () => observer.disconnect()
    },
    [onNear, margin],
  )
  return <div ref={watch} aria-hidden="true" />
}
