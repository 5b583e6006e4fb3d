import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
  retainSearchParams,
  stripSearchParams,
} from '@tanstack/react-router'
import * as z from 'zod/mini'
import { id } from '#contract/common.ts'
import { agentQueries } from '#src/api/agents.ts'
import { agentSkillQueries } from '#src/api/agent-skills.ts'
import { callCenterQueries } from '#src/api/call-centers.ts'
import { chooseClient } from '#src/api/client-choice.ts'
import { clientInsteadOf, otherClientOf } from '#src/api/clients.ts'
import { historyQueries } from '#src/api/history.ts'
import { serviceQueries } from '#src/api/services.ts'
import { sessionQueries } from '#src/api/session.ts'
import { notify } from '#src/components/toast.ts'
import { agentsSearch, askedBy, DEFAULT_SEARCH } from '#src/domain/agent-filters/agents-search.ts'
import { chosenDetails } from '#src/domain/agents-table/column-choice.ts'
import { skillQuestion, skillSearch } from '#src/features/skill-levels/skill-search.ts'
import { serviceQuestion } from '#src/features/services/service-question.ts'
import { filterOf, HISTORY_PAGE_SIZE, historySearch } from '#src/features/history/history-search.ts'
import { DEFAULT_SKILLS_SEARCH, skillsSearch } from '#src/features/skills/skills-search.ts'
import { localPath } from '#src/lib/local-path.ts'
import { parseSearch, stringifySearch } from '#src/lib/search-params.ts'
import { isolate } from '#src/lib/isolate.ts'
import { CrashPage } from './CrashPage.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { Root } from './Root.tsx'
import { Shell } from './Shell.tsx'

// Loaders start all that a page needs at once and wait for none of it: every panel shows its own waiting and its own failure.

interface RouterContext {
  queryClient: QueryClient
  /** The client on screen; undefined means the session's own. */
  switchClient: (client: number | undefined) => Promise<void>
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Root,
  notFoundComponent: () => (
    <main>
      <NotFoundPage />
    </main>
  ),
})

/** Pages made of MUI's widgets. The agents page is not one of them: it must open before these are loaded. */
const lazyTheme = lazyRouteComponent(() => import('#src/components/widgets/WidgetTheme.tsx'), 'WidgetTheme')

const signInTheme = createRoute({ getParentRoute: () => root, id: 'sign-in-theme', component: lazyTheme })

const signIn = createRoute({
  getParentRoute: () => signInTheme,
  path: '/sign-in',
  validateSearch: z.object({
    /** The page to go to then: a path of this origin, or nothing. */
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

const optionalId = z.catch(z.optional(z.pipe(z.coerce.number(), id)), undefined)

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  validateSearch: z.object({
    /** The client on screen, in place of the session's own. */
    client: optionalId,
  }),
  search: { middlewares: [retainSearchParams(['client'])] },
  beforeLoad: ({ search, preload }) => {
    if (!preload) chooseClient(search.client)
  },
  loaderDeps: ({ search }) => ({ client: search.client }),
  loader: ({ context, deps: { client } }) => {
    void context.queryClient.prefetchQuery(sessionQueries.current())
    if (client !== undefined) leaveForbiddenClient(context, client)
  },
  component: Shell,
})

function leaveForbiddenClient({ queryClient, switchClient }: RouterContext, client: number) {
  const leave = async () => {
    const own = await clientInsteadOf(queryClient, client)
    if (!own) return
    await switchClient(undefined)
    notify(`You can’t see client ${client}. This is ${isolate(own.displayName)}.`, { tone: 'failed' })
  }
  // The panels say why nothing can be read.
  leave().catch(() => undefined)
}

const unknown = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage })

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
    const { question } = askedBy(deps)
    if (question)
      void queryClient.prefetchInfiniteQuery(
        agentQueries.list({ question, details: chosenDetails(deps.tab === 'locked') }),
      )
    void queryClient.prefetchQuery(agentQueries.info())
    void queryClient.prefetchQuery(agentQueries.count({}))
    void queryClient.prefetchQuery(agentQueries.count({ status: 'locked' }))
  },
  component: lazyRouteComponent(() => import('#src/pages/AgentsPage.tsx'), 'AgentsPage'),
})

const widgets = createRoute({ getParentRoute: () => shell, id: 'widgets', component: lazyTheme })

const newAgent = createRoute({
  getParentRoute: () => widgets,
  path: '/agents/new',
  validateSearch: z.object({
    /** The agent to begin as a copy of. */
    from: optionalId,
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

/** Shows the client of an object: a link may name the object alone. */
function followOwner({ queryClient, switchClient }: RouterContext, what: 'agent' | 'skill' | 'service', id: number) {
  const { pathname } = window.location
  const follow = async () => {
    const client = await otherClientOf(queryClient, what, id)
    if (!client || window.location.pathname !== pathname) return
    await switchClient(client.isOwn ? undefined : client.id)
    notify(`Switched to ${isolate(client.displayName)}, where this ${what} belongs`)
  }
  // The page itself says where the object cannot be read.
  follow().catch(() => undefined)
}

/** `$id` as a number, `NaN` where it is none. */
const NUMERIC_ID = {
  parse: (params: { id: string }) => ({ id: Number(params.id) }),
  stringify: (params: { id: number }) => ({ id: String(params.id) }),
}

const agent = createRoute({
  getParentRoute: () => widgets,
  path: '/agents/$id',
  params: NUMERIC_ID,
  loader: ({ context, params, preload }) => {
    if (!id.safeParse(params.id).success) throw notFound()
    // Pointing at a link loads the page's code; the agent is read when the link is followed.
    if (preload) return
    const { queryClient } = context
    followOwner(context, 'agent', params.id)
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
  validateSearch: skillsSearch,
  search: { middlewares: [stripSearchParams(DEFAULT_SKILLS_SEARCH)] },
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
  params: NUMERIC_ID,
  validateSearch: skillSearch,
  search: { middlewares: [stripSearchParams(DEFAULT_SEARCH)] },
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps, preload }) => {
    if (!id.safeParse(params.id).success) throw notFound()
    if (preload) return
    const { queryClient } = context
    followOwner(context, 'skill', params.id)
    void queryClient.prefetchQuery(agentSkillQueries.detail(params.id))
    void queryClient.prefetchQuery(agentSkillQueries.counts())
    const { question } = skillQuestion(params.id, deps)
    if (question) void queryClient.prefetchInfiniteQuery(agentQueries.list({ question }))
  },
  component: lazyRouteComponent(() => import('#src/pages/SkillPage.tsx'), 'SkillPage'),
})

const services = createRoute({
  getParentRoute: () => widgets,
  path: '/services',
  loader: ({ context: { queryClient }, preload }) => {
    if (preload) return
    void queryClient.prefetchQuery(serviceQueries.list())
    void queryClient.prefetchQuery(callCenterQueries.list())
    void queryClient.prefetchQuery(serviceQueries.counts())
  },
  component: lazyRouteComponent(() => import('#src/pages/ServicesPage.tsx'), 'ServicesPage'),
})

const service = createRoute({
  getParentRoute: () => widgets,
  path: '/services/$id',
  params: NUMERIC_ID,
  validateSearch: agentsSearch,
  search: { middlewares: [stripSearchParams(DEFAULT_SEARCH)] },
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps, preload }) => {
    if (!id.safeParse(params.id).success) throw notFound()
    if (preload) return
    const { queryClient } = context
    followOwner(context, 'service', params.id)
    void queryClient.prefetchQuery(serviceQueries.detail(params.id))
    const { question } = serviceQuestion(params.id, deps)
    if (question) void queryClient.prefetchInfiniteQuery(agentQueries.list({ question, details: ['skills'] }))
  },
  component: lazyRouteComponent(() => import('#src/pages/ServicePage.tsx'), 'ServicePage'),
})

/** They ask for their data themselves, like the users' page. */
const bulkChanges = createRoute({
  getParentRoute: () => widgets,
  path: '/bulk-changes',
  validateSearch: z.object({ show: z.catch(z.optional(z.enum(['running', 'past'])), undefined) }),
  component: lazyRouteComponent(() => import('#src/pages/BulkChangesPage.tsx'), 'BulkChangesPage'),
})

const changeAgents = createRoute({
  getParentRoute: () => widgets,
  path: '/bulk-changes/new',
  validateSearch: z.object({
    /** The change to begin with. */
    change: z.catch(z.optional(z.enum(['unlock'])), undefined),
    /** The name of the agents that a list handed over. */
    chosen: z.catch(z.optional(z.string()), undefined),
    /** The preview that somebody comes back from. */
    preview: z.catch(z.optional(z.pipe(z.coerce.number(), id)), undefined),
  }),
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(agentSkillQueries.list())
    void queryClient.prefetchQuery(serviceQueries.list())
  },
  component: lazyRouteComponent(() => import('#src/pages/ChangeAgentsPage.tsx'), 'ChangeAgentsPage'),
})

const bulkChange = createRoute({
  getParentRoute: () => widgets,
  path: '/bulk-changes/$id',
  params: NUMERIC_ID,
  loader: ({ params }) => {
    if (!id.safeParse(params.id).success) throw notFound()
  },
  component: lazyRouteComponent(() => import('#src/pages/BulkChangePage.tsx'), 'BulkChangePage'),
})

/** The page requests its data itself: the users' API is no part of the first page. */
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
    const filter = filterOf(deps)
    if (!preload && filter) void queryClient.prefetchInfiniteQuery(historyQueries.deeds(filter, HISTORY_PAGE_SIZE))
  },
  component: lazyRouteComponent(() => import('#src/pages/HistoryPage.tsx'), 'HistoryPage'),
})

const routeTree = root.addChildren([
  signInTheme.addChildren([signIn]),
  shell.addChildren([
    home,
    agents,
    history,
    unknown,
    widgets.addChildren([
      newAgent,
      agent,
      skills,
      skill,
      services,
      service,
      bulkChanges,
      changeAgents,
      bulkChange,
      users,
    ]),
  ]),
])

export function createAppRouter(queryClient: QueryClient) {
  const router = createRouter({
    routeTree,
    context: {
      queryClient,
      switchClient: (client): Promise<void> =>
        router.navigate({ to: '.', search: (current) => ({ ...current, client }), replace: true }),
    },
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: CrashPage,
    defaultNotFoundComponent: NotFoundPage,
  })
  return router
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
  interface HistoryState {
    /** The id of the element that gets the focus on the next page. */
    focus?: string
  }
}
