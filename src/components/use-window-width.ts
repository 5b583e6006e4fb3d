import { useSyncExternalStore } from 'react'

/** The widths at which layouts change, in pixels. */
const STEPS = [600, 900, 1100]

const queries = STEPS.map((step) => window.matchMedia(`(width >= ${step}px)`))

function subscribe(listener: () => void) {
  for (const query of queries) query.addEventListener('change', listener)
  return () => queries.forEach((query) => query.removeEventListener('change', listener))
}

/** Returns the largest step that the window is as wide as: 0, 600, 900 or 1100. */
const current = () => STEPS.filter((_, index) => queries[index]?.matches).at(-1) ?? 0

export const useWindowWidth = (): number => useSyncExternalStore(subscribe, current)
