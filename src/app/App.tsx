import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createQueryClient } from './query-client.ts'
import { createAppRouter } from './router.tsx'

const queryClient = createQueryClient({
  onSessionEnd: () => {
    const { pathname, href } = router.state.location
    // The page of who is signing in asks nothing that needs a session, but something may still be on its way.
    if (pathname !== '/sign-in') void router.navigate({ to: '/sign-in', search: { redirect: href }, replace: true })
  },
})
const router = createAppRouter(queryClient)

// A screen reader goes on from the new page, not from a link that is gone.
router.subscribe('onResolved', ({ fromLocation, pathChanged }) => {
  if (fromLocation && pathChanged) document.getElementById('main')?.focus({ preventScroll: true })
})

export const App = () => (
  <QueryClientProvider client={queryClient}>
    <RouterProvider router={router} />
  </QueryClientProvider>
)
