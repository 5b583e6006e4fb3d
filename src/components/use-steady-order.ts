import { useCallback, useMemo, useState } from 'react'
import { keepOrder } from '#src/lib/keep-order.ts'

/**
 * Keeps refetched rows from moving away under a pointer or a focus. While one is on them they change in place; they take their
 * new order when it leaves, or when the page is scrolled, which moves them anyway. `of` names the subject of the rows, and is
 * undefined while they are not the wanted ones; rows of another subject are shown as they come.
 */
export function useSteadyOrder<Row extends { id: number }>(rows: Row[] | undefined, of: string | undefined) {
  const [held, setHeld] = useState<{ of: string; rows: Row[] }>()
  const isHeld = held !== undefined && held.of === of
  const steady = useMemo(() => (rows && isHeld ? keepOrder(held.rows, rows) : rows), [rows, held, isHeld])

  const hold = () => {
    if (!isHeld && rows && of !== undefined) setHeld({ of, rows })
  }
  const release = useCallback(() => setHeld(undefined), [])
  const watchScrolling = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined
      document.addEventListener('scroll', release, { passive: true })
      return () => document.removeEventListener('scroll', release)
    },
    [release],
  )
  return [
    steady,
    {
      ref: watchScrolling,
      // A finger that taps does not move.
      onPointerDown: hold,
      onPointerMove: hold,
      onPointerLeave: release,
      onFocus: hold,
      onBlur: release,
    },
  ] as const
}
