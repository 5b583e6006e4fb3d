import { useState } from 'react'

/** Without its login ID a row leads nowhere and says of nobody. */
export const HIDEABLE_COLUMNS = [
  ['name', 'Name'],
  ['phone', 'Phone'],
  ['status', 'Status'],
  ['lastLogin', 'Last login'],
  ['lastLoginIp', 'Last IP'],
] as const

// The hidden ones, so that a column that is new with a release is seen.
const KEY = 'agents-hidden-columns'
const NONE: readonly string[] = []

function stored(): readonly string[] {
  try {
    const ids = localStorage.getItem(KEY)?.split(',') ?? NONE
    return ids.filter((id) => HIDEABLE_COLUMNS.some(([hideable]) => hideable === id))
  } catch {
    return NONE
  }
}

/** Which columns this browser's user has hidden, by id, and how to hide or show one. */
export function useHiddenColumns() {
  const [hidden, setHidden] = useState(stored)
  const toggle = (id: string) => {
    const next = hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id]
    setHidden(next)
    try {
      localStorage.setItem(KEY, next.join(','))
    } catch {
      // A browser that keeps nothing still hides them until the page is closed.
    }
  }
  return [hidden, toggle] as const
}
