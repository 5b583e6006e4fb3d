/** Entries of the local storage with this prefix are one user's. The others are the browser's settings: colors, columns. */
export const OF_ONE_USER = 'recent-agents/'

/** Removes the traces of a user's work from the browser: opened and chosen agents, half-filled forms. */
export function forgetStored(): void {
  try {
    sessionStorage.clear()
    for (const key of Object.keys(localStorage)) if (key.startsWith(OF_ONE_USER)) localStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
