import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
  stripSearchParams,
} from '@tanstack/react-router'
import * as z from 'zod/mini'
import { id } from '#contract/common.ts'
import { agentQueries } from '#src/api/agents.ts'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { callCenterQueries } from '#src/api/call-centers.ts'
import { showClientOf } from '#src/api/clients.ts'
import { historyQueries } from '#src/api/history.ts'
import { serviceQueries } from '#src/api/services.ts'
import { sessionQueries } from '#src/api/session.ts'
import { notify } from '#src/components/toast.ts'
import { agentsSearch, DEFAULT_SEARCH, filterOf } from '#src/features/agents/agents-search.ts'
import { filterOf as changeFilterOf, HISTORY_PAGE_SIZE, historySearch } from '#src/features/history/history-search.ts'
import { localPath } from '#src/lib/local-path.ts'
import { parseSearch, stringifySearch } from '#src/lib/search-params.ts'
import { CrashPage } from './CrashPage.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { Root } from './Root.tsx'
import { Shell } from './Shell.tsx'

// Loaders start all that a page needs at once and wait for none of it: every panel shows its own waiting and its own failure.

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  notFoundComponent: () => (
    <main>
      <NotFoundPage />
    </main>
  ),
})

/** Pages made of MUI's widgets. The agents page is not one of them: it must open before these are loaded. */
const lazyTheme = lazyRouteComponent(() => import('./WidgetTheme.tsx'), 'WidgetTheme')

const signInTheme = createRoute({ getParentRoute: () => root, id: 'sign-in-theme', component: lazyTheme })

const signIn = createRoute({
  getParentRoute: () => signInTheme,
  path: '/sign-in',
  validateSearch: z.object({
    /** Where to go then: a path of this origin, or nothing. */
    redirect: z.catch(
      z.optional(
        z.pipe(
          z.string(),
          z.transform((address: string) => localPath(address, window.location.origin)),
        ),
      ),
      undefined,
    ),
  }),
  loader: ({ context: { queryClient } }) => void queryClient.prefetchQuery(sessionQueries.demoAccounts()),
  component: lazyRouteComponent(() => import('#src/pages/SignInPage.tsx'), 'SignInPage'),
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  loader: ({ context: { queryClient } }) => void queryClient.prefetchQuery(sessionQueries.current()),
  component: Shell,
})

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/agents', replace: true })
  },
})

const agents = createRoute({
  getParentRoute: () => shell,
  path: '/agents',
  validateSearch: agentsSearch,
  search: { middlewares: [stripSearchParams(DEFAULT_SEARCH)] },
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => {
    if (deps.tab === 'all') void queryClient.prefetchInfiniteQuery(agentQueries.list(filterOf(deps)))
    void queryClient.prefetchQuery(agentQueries.info())
    void queryClient.prefetchInfiniteQuery(agentQueries.locked())
  },
  component: lazyRouteComponent(() => import('#src/pages/AgentsPage.tsx'), 'AgentsPage'),
})

const widgets = createRoute({ getParentRoute: () => shell, id: 'widgets', component: lazyTheme })

const newAgent = createRoute({
  getParentRoute: () => widgets,
  path: '/agents/new',
  validateSearch: z.object({
    /** The agent to begin as a copy of. */
    from: z.catch(z.optional(z.pipe(z.coerce.number(), id)), undefined),
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps: { from }, preload }) => {
    if (preload) return
    if (from !== undefined) void queryClient.prefetchQuery(agentQueries.detail(from))
    void queryClient.prefetchQuery(agentSkillQueries.list())
    void queryClient.prefetchQuery(serviceQueries.list())
    void queryClient.prefetchQuery(callCenterQueries.list())
  },
  component: lazyRouteComponent(() => import('#src/pages/NewAgentPage.tsx'), 'NewAgentPage'),
})

/** The page itself says where the object cannot be read. */
function followOwner(queryClient: QueryClient, what: 'agent' | 'skill', id: number) {
  const { pathname } = window.location
  showClientOf(queryClient, what, id, () => window.location.pathname === pathname).then(
    (client) => client !== undefined && notify(`Switched to ${client}, where this ${what} belongs`),
    () => undefined,
  )
}

const agent = createRoute({
  getParentRoute: () => widgets,
  path: '/agents/$id',
  params: { parse: (params) => ({ id: Number(params.id) }), stringify: (params) => ({ id: String(params.id) }) },
  loader: ({ context: { queryClient }, params, preload }) => {
    if (!id.safeParse(params.id).success) throw notFound()
    // Pointing at a link loads the page's code; the agent is read when the link is followed.
    if (preload) return
    followOwner(queryClient, 'agent', params.id)
    void queryClient.prefetchQuery(agentQueries.detail(params.id))
    void queryClient.prefetchQuery(agentQueries.related(params.id))
    void queryClient.prefetchQuery(agentSkillQueries.list())
    void queryClient.prefetchQuery(serviceQueries.list())
    void queryClient.prefetchQuery(callCenterQueries.list())
  },
  component: lazyRouteComponent(() => import('#src/pages/AgentPage.tsx'), 'AgentPage'),
})

const skills = createRoute({
  getParentRoute: () => widgets,
  path: '/skills',
  loader: ({ context: { queryClient }, preload }) => {
    if (preload) return
    void queryClient.prefetchQuery(agentSkillQueries.list())
    void queryClient.prefetchQuery(agentSkillQueries.counts())
  },
  component: lazyRouteComponent(() => import('#src/pages/SkillsPage.tsx'), 'SkillsPage'),
})

const skill = createRoute({
  getParentRoute: () => widgets,
  path: '/skills/$id',
  params: { parse: (params) => ({ id: Number(params.id) }), stringify: (params) => ({ id: String(params.id) }) },
  loader: ({ context: { queryClient }, params, preload }) => {
    if (!id.safeParse(params.id).success) throw notFound()
    if (preload) return
    followOwner(queryClient, 'skill', params.id)
    void queryClient.prefetchQuery(agentSkillQueries.detail(params.id))
    void queryClient.prefetchQuery(agentSkillQueries.holders(params.id))
  },
  component: lazyRouteComponent(() => import('#src/pages/SkillPage.tsx'), 'SkillPage'),
})

/** It asks for its data itself: what the API says of users is no part of the first page. */
const users = createRoute({
  getParentRoute: () => widgets,
  path: '/settings/users',
  component: lazyRouteComponent(() => import('#src/pages/UsersPage.tsx'), 'UsersPage'),
})

const history = createRoute({
  getParentRoute: () => shell,
  path: '/history',
  validateSearch: historySearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps, preload }) => {
    if (!preload) void queryClient.prefetchInfiniteQuery(historyQueries.list(changeFilterOf(deps), HISTORY_PAGE_SIZE))
  },
  component: lazyRouteComponent(() => import('#src/pages/HistoryPage.tsx'), 'HistoryPage'),
})

const routeTree = root.addChildren([
  signInTheme.addChildren([signIn]),
  shell.addChildren([home, agents, history, widgets.addChildren([newAgent, agent, skills, skill, users])]),
])

export const createAppRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: CrashPage,
    defaultNotFoundComponent: NotFoundPage,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
  interface HistoryState {
    /** The id of the element that the focus goes to on the page that is opened. */
    focus?: string
    /** Which switch to another client this location was opened by. */
    clientSwitch?: number
  }
}
