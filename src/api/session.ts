import {
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type QueryKey,
} from '@tanstack/react-query'
import type * as z from 'zod/mini'
import { giveRefusal, reachRefusal, refusal, type Access, type OwnServices } from '#contract/access.ts'
import { ApiError, createCaller } from '#contract/client.ts'
import { dashboardOperations, type CurrentSession } from '#contract/dashboard.ts'
import type { User } from '#contract/users.ts'
import { forgetStored } from '#src/lib/forget-stored.ts'
import { call } from './call.ts'
import { becomeNobodysPage, becomePageOf, endReplacement, isForPage, leaving, noteReplacement } from './page-user.ts'
import { whyNot } from './access-words.ts'
import { goOnAs } from './session-end.ts'

export const sessionQueries = {
  current: () =>
    queryOptions({
      queryKey: ['session', 'current'],
      queryFn: ({ signal }) => call('readCurrentSession', undefined, signal),
      staleTime: Infinity,
    }),
  /** The session of a user whom another tab signed in, requested in their name, until it ends. */
  replacing: (user: string) =>
    queryOptions({
      queryKey: ['session', 'replacing', user],
      queryFn: ({ signal }) => readSessionOf(user, signal),
      ...REPLACEMENT_IS_CHECKED,
    }),
  demoAccounts: () =>
    queryOptions({
      queryKey: ['session', 'demo-accounts'],
      queryFn: ({ signal }) => call('listDemoAccounts', undefined, signal).then(({ account }) => account),
      staleTime: Infinity,
    }),
}

/** In milliseconds; and when the page is looked at again. */
const REPLACEMENT_IS_CHECKED = { refetchInterval: 3000, refetchOnWindowFocus: 'always', retry: false } as const

/** Has the calls that wait go on where the session is the page user's again, or has ended: they then ask for a sign-in. */
async function readSessionOf(user: string, signal: AbortSignal): Promise<CurrentSession> {
  const ask = createCaller(dashboardOperations, { user: { get: () => user, is: (named) => named === user } })
  try {
    return await ask('readCurrentSession', undefined, signal)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.kind === 'unauthenticated') endReplacement()
    if (error.user !== undefined && isForPage(error.user)) endReplacement()
    else if (error.user !== undefined) noteReplacement(error.user)
    throw error
  }
}

export const credentials = dashboardOperations.signIn.body
export type Credentials = z.output<typeof credentials>

/** Drops everything that was read except the session, and refetches the queries on screen. */
export async function startOver(queryClient: QueryClient) {
  const isData = ({ queryKey }: { queryKey: QueryKey }) => queryKey[0] !== sessionQueries.current().queryKey[0]
  queryClient.removeQueries({ type: 'inactive', predicate: isData })
  await queryClient.resetQueries({ predicate: isData })
}

/** Nothing that another user was shown outlives a change of user. */
export function useSignIn() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: Credentials) => call('signIn', { body }),
    onSuccess: (session) => {
      becomePageOf(session)
      // The sign-in page shows nobody's data.
      queryClient.removeQueries({ type: 'inactive' })
      queryClient.setQueryData(sessionQueries.current().queryKey, session)
    },
  })
}

/**
 * Signs in over a page whose session ended. The same user goes on where they were; for anybody else the data is dropped, and the
 * page refetches it.
 */
export function useSignInAgain() {
  const queryClient = useQueryClient()
  const { queryKey } = sessionQueries.current()
  return useMutation({
    mutationFn: (body: Credentials) => call('signIn', { body }),
    onSuccess: async (session) => {
      const before = queryClient.getQueryData(queryKey)
      const isSame = before?.id === session.id && before.client.id === session.client.id
      becomePageOf(session)
      queryClient.setQueryData(queryKey, session)
      goOnAs(isSame ? 'same user' : 'another user')
      if (isSame) return
      queryClient.getMutationCache().clear()
      await startOver(queryClient)
    },
  })
}

/** `leave` takes the user off the pages first: while on screen, they would refetch the data dropped here. */
export function useSignOut(leave: () => Promise<void>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => leaving(call('signOut')),
    onSuccess: async () => {
      becomeNobodysPage()
      await leave()
      queryClient.clear()
      forgetStored()
    },
  })
}

/** Why the user may not call this operation, as a sentence; undefined when they may, and while it is not known who they are. */
export function useRefusal({ access }: { access: Access }): string | undefined {
  const { data: session } = useQuery(sessionQueries.current())
  return session && whyNot(refusal(access, session))
}

/** Tells whether to offer something at all; false until the user is known. `useRefusal` is for controls that stay in sight. */
export function useMay(access: Access): boolean {
  const { data: session } = useQuery(sessionQueries.current())
  return session !== undefined && refusal(access, session) === undefined
}

function useOwnServices(): OwnServices {
  const { data: session } = useQuery(sessionQueries.current())
  return session?.services && new Set(session.services)
}

/** Returns a function that says why the user may not give or take services; like `useRefusal` otherwise. */
export function useServiceRefusal(): (services: number | readonly number[] | 'all') => string | undefined {
  const own = useOwnServices()
  return (services) => whyNot(giveRefusal(own, typeof services === 'number' ? [services] : services))
}

/** Returns a function that says why the user may not change another user; like `useRefusal` otherwise. */
export function useReachRefusal(): (user: User) => string | undefined {
  const own = useOwnServices()
  return (user) => whyNot(reachRefusal(own, user))
}
