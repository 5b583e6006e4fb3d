import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  notFound,
  redirect,
  retainSearchParams,
  stripSearchParams,
} from '@tanstack/react-router'
import * as z from 'zod/mini'
import type { ShownBulkChanges } from '#contract/bulk-changes.ts'
import { id } from '#contract/common.ts'
import { chooseClient } from '#src/api/client-choice.ts'
import { sessionQueries } from '#src/api/session.ts'
import { agentsSearch, DEFAULT_SEARCH } from '#src/domain/agent-filters/agents-search.ts'
import { skillSearch } from '#src/features/skill-levels/skill-search.ts'
import { historySearch } from '#src/features/history/history-search.ts'
import { DEFAULT_SKILLS_SEARCH, skillsSearch } from '#src/features/skills/skills-search.ts'
import { DEFAULT_USERS_SEARCH, usersSearch } from '#src/features/users/users-search.ts'
import { localPath } from '#src/lib/local-path.ts'
import { objectLoader, whenFollowed } from './loaders.ts'
import { NotFoundPage } from './NotFoundPage.tsx'
import {
  readAgentPage,
  readAgentsPage,
  readHistoryPage,
  readNewAgentPage,
  readServicePage,
  readServicesPage,
  readSkillPage,
  readSkillsAndServices,
  readSkillsPage,
} from './page-reads.ts'
import { Root } from './Root.tsx'
import { Shell } from './Shell.tsx'
import { leaveForbiddenClient, type RouterContext } from './shown-client.ts'

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
  loader: ({ context: { queryClient }, deps }) => readAgentsPage(queryClient, deps),
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
  loader: whenFollowed(readNewAgentPage),
  component: lazyRouteComponent(() => import('#src/pages/NewAgentPage.tsx'), 'NewAgentPage'),
})

/** `$id` as a number, `NaN` where it is none. */
const NUMERIC_ID = {
  parse: (params: { id: string }) => ({ id: Number(params.id) }),
  stringify: (params: { id: number }) => ({ id: String(params.id) }),
}

const agent = createRoute({
  getParentRoute: () => widgets,
  path: '/agents/$id',
  params: NUMERIC_ID,
  loader: objectLoader('agent', readAgentPage),
  component: lazyRouteComponent(() => import('#src/pages/AgentPage.tsx'), 'AgentPage'),
})

const skills = createRoute({
  getParentRoute: () => widgets,
  path: '/skills',
  validateSearch: skillsSearch,
  search: { middlewares: [stripSearchParams(DEFAULT_SKILLS_SEARCH)] },
  loader: whenFollowed(readSkillsPage),
  component: lazyRouteComponent(() => import('#src/pages/SkillsPage.tsx'), 'SkillsPage'),
})

const skill = createRoute({
  getParentRoute: () => widgets,
  path: '/skills/$id',
  params: NUMERIC_ID,
  validateSearch: skillSearch,
  search: { middlewares: [stripSearchParams(DEFAULT_SEARCH)] },
  loaderDeps: ({ search }) => search,
  loader: objectLoader('skill', readSkillPage),
  component: lazyRouteComponent(() => import('#src/pages/SkillPage.tsx'), 'SkillPage'),
})

const services = createRoute({
  getParentRoute: () => widgets,
  path: '/services',
  loader: whenFollowed(readServicesPage),
  component: lazyRouteComponent(() => import('#src/pages/ServicesPage.tsx'), 'ServicesPage'),
})

const service = createRoute({
  getParentRoute: () => widgets,
  path: '/services/$id',
  params: NUMERIC_ID,
  validateSearch: agentsSearch,
  search: { middlewares: [stripSearchParams(DEFAULT_SEARCH)] },
  loaderDeps: ({ search }) => search,
  loader: objectLoader('service', readServicePage),
  component: lazyRouteComponent(() => import('#src/pages/ServicePage.tsx'), 'ServicePage'),
})

/** They ask for their data themselves, like the users' page. */
const bulkChanges = createRoute({
  getParentRoute: () => widgets,
  path: '/bulk-changes',
  validateSearch: z.object({
    show: z.catch(z.optional(z.enum(['running', 'scheduled', 'past'] satisfies ShownBulkChanges[])), undefined),
  }),
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
    preview: optionalId,
  }),
  loader: ({ context: { queryClient } }) => readSkillsAndServices(queryClient),
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
  validateSearch: usersSearch,
  search: { middlewares: [stripSearchParams(DEFAULT_USERS_SEARCH)] },
  component: lazyRouteComponent(() => import('#src/pages/UsersPage.tsx'), 'UsersPage'),
})

const history = createRoute({
  getParentRoute: () => shell,
  path: '/history',
  validateSearch: historySearch,
  loaderDeps: ({ search }) => search,
  loader: whenFollowed(readHistoryPage),
  component: lazyRouteComponent(() => import('#src/pages/HistoryPage.tsx'), 'HistoryPage'),
})

export const routeTree = root.addChildren([
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
