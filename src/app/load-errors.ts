import { checkConnection } from '#src/api/connection.ts'

const NAME = 'LoadError'

/**
 * A file of the dashboard that is loaded late could not be had: a newer build has taken the place of the one that this page is
 * of, or the server cannot be reached. Named here once, so that what shows it can tell it from a defect, and so that the
 * router, which knows it by its message, does not reload the page without asking.
 */
export function nameLoadErrors() {
  window.addEventListener('vite:preloadError', ({ payload }) => {
    payload.name = NAME
    payload.message = `A part of the dashboard could not be loaded. ${payload.message}`
    checkConnection()
  })
}

export const isLoadError = (error: unknown) => error instanceof Error && error.name === NAME
