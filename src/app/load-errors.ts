import { checkConnection } from '#src/api/connection.ts'

const NAME = 'LoadError'

/**
 * A late file of the dashboard failed to load: a newer build has replaced this page's, or the server cannot be reached. The name
 * tells it from a defect, and keeps the router, which knows it by its message, from reloading the page without asking.
 */
export function nameLoadErrors() {
  window.addEventListener('vite:preloadError', ({ payload }) => {
    payload.name = NAME
    payload.message = `Part of the dashboard couldn’t be loaded. ${payload.message}`
    checkConnection()
  })
}

export const isLoadError = (error: unknown) => error instanceof Error && error.name === NAME
