import type { AnyRouter } from '@tanstack/react-router'
import printStyles from './print.css?url'

/** In milliseconds after the first page has loaded: by then its own data is there. */
const QUIET_AFTER = 5000

const whenIdle = () =>
  new Promise<void>((resolve) => {
    // Safari has no such moment.
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve())
    else setTimeout(resolve)
  })

/** The browser fetches what is for paper alone after everything else. */
function loadPrintStyles() {
  const { head } = document
  head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', media: 'print', href: printStyles }))
}

/**
 * Fetches the styles of paper once the page has loaded, and the code of all pages when it has been quiet, one after another, so
 * that a click does not wait for it on a slow network.
 */
export function loadPagesWhenIdle(router: AnyRouter) {
  const load = async () => {
    for (const route of Object.values(router.routesById)) {
      await whenIdle()
      // A page that fails to load now is fetched when somebody goes there.
      await router.loadRouteChunk(route)?.catch(() => undefined)
    }
  }
  const start = () => {
    loadPrintStyles()
    setTimeout(() => void load(), QUIET_AFTER)
  }
  if (document.readyState === 'complete') start()
  else window.addEventListener('load', start, { once: true })
}
