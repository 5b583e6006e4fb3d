import { QueryClientProvider, type Query } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ApiError } from '#contract/client.ts'
import { onClientChange } from '#src/api/client-choice.ts'
import { connectionNow, onConnectionChange, watchNetwork } from '#src/api/connection.ts'
import { isSessionKnown, onUserChange } from '#src/api/page-user.ts'
import { startOver } from '#src/api/session.ts'
import { forgetDeeds } from '#src/domain/deeds.ts'
import { isAnyDialogOpen } from '#src/lib/keyboard.ts'
import { ignoreStrayClicks } from '#src/lib/stray-clicks.ts'
import { nameLoadErrors } from './load-errors.ts'
import { loadPagesWhenIdle } from './load-when-idle.ts'
import { createQueryClient } from './query-client.ts'
import { createAppRouter } from './router.ts'

const queryClient = createQueryClient({
  onNoSession: () => {
    // `call` handles a session that ends while the page is open; here, a 401 is a wrong password.
    if (isSessionKnown()) return
    const { pathname, href } = router.state.location
    // The sign-in page makes no call that needs a session, but an earlier call may still be on its way.
    if (pathname !== '/sign-in') void router.navigate({ to: '/sign-in', search: { redirect: href }, replace: true })
  },
})
const router = createAppRouter(queryClient)

const wasNotAnswered = ({ state: { error } }: Query) =>
  error instanceof ApiError && ['unreachable', 'unanswered', 'failed'].includes(error.kind)

nameLoadErrors()
loadPagesWhenIdle(router)
watchNetwork()
ignoreStrayClicks()
onConnectionChange(() => {
  if (connectionNow() === 'up') void queryClient.refetchQueries({ type: 'active', predicate: wasNotAnswered })
})
// A message is for the user who was there when it came.
onUserChange(forgetDeeds)
// Data and messages of one client are never shown as another's.
onClientChange(() => {
  forgetDeeds()
  void startOver(queryClient)
})

// A screen reader goes on from the new page, not from the vanished link: from its beginning, or from the link's own target.
router.subscribe('onResolved', ({ fromLocation, toLocation, pathChanged }) => {
  if (!fromLocation || !pathChanged) return
  // The user was quicker, and already types in a dialog that they opened.
  if (isAnyDialogOpen()) return
  // A form on the new page has taken it to its first field.
  if (document.activeElement?.closest('main form')) return
  const meant = document.getElementById(toLocation.state.focus ?? 'main')
  // On a narrow screen the menu closes when the next page opens.
  const target = meant?.checkVisibility() ? meant : document.getElementById('main')
  target?.focus({ preventScroll: true })
})

export const App = () => (
  <QueryClientProvider client={queryClient}>
    <RouterProvider router={router} />
  </QueryClientProvider>
)
