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
import { dashboardOperations } from '#contract/dashboard.ts'
import type { User } from '#contract/users.ts'
import { accessOf, call, type Api } from './call.ts'
import { forgetClient, forgetUnlessOf } from './client-choice.ts'
import { goOnAs } from './session-end.ts'

export const sessionQueries = {
  current: () =>
    queryOptions({
      queryKey: ['session', 'current'],
      queryFn: ({ signal }) => call('readCurrentSession', undefined, signal).then(forgetUnlessOf),
      staleTime: Infinity,
    }),
  demoAccounts: () =>
    queryOptions({
      queryKey: ['session', 'demo-accounts'],
      queryFn: ({ signal }) => call('listDemoAccounts', undefined, signal).then(({ account }) => account),
      staleTime: Infinity,
    }),
}

export const credentials = dashboardOperations.signIn.body
export type Credentials = z.output<typeof credentials>

/** Keeps nothing of what was read but who is signed in, and reads anew what is on screen. */
export async function startOver(queryClient: QueryClient) {
  const isData = ({ queryKey }: { queryKey: QueryKey }) => queryKey[0] !== sessionQueries.current().queryKey[0]
  queryClient.removeQueries({ type: 'inactive', predicate: isData })
  await queryClient.resetQueries({ predicate: isData })
}

/** Nothing that another user was shown outlives a change of user. */
export function useSignIn() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: Credentials) => call('signIn', { body }).then(forgetUnlessOf),
    onSuccess: (session) => {
      // What the sign-in page itself shows is nobody's.
      queryClient.removeQueries({ type: 'inactive' })
      queryClient.setQueryData(sessionQueries.current().queryKey, session)
    },
  })
}

/**
 * Signs in over a page whose session ended. The same user goes on where they were; for anybody else nothing of what was read
 * is kept, and the page reads it anew.
 */
export function useSignInAgain() {
  const queryClient = useQueryClient()
  const { queryKey } = sessionQueries.current()
  return useMutation({
    mutationFn: (body: Credentials) => call('signIn', { body }).then(forgetUnlessOf),
    onSuccess: async (session) => {
      const before = queryClient.getQueryData(queryKey)
      const isSame = before?.name === session.name && before.client.id === session.client.id
      queryClient.setQueryData(queryKey, session)
      goOnAs(isSame ? 'same user' : 'another user')
      if (isSame) return
      await startOver(queryClient)
    },
  })
}

/** `leave` takes the user off the pages first: while those are on screen they would read anew what is dropped here. */
export function useSignOut(leave: () => Promise<void>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call('signOut'),
    onSuccess: async () => {
      await leave()
      forgetClient()
      queryClient.removeQueries()
    },
  })
}

/** Why the user may not call this operation, as a sentence; undefined when they may, and while it is not known who they are. */
export function useRefusal(name: keyof Api): string | undefined {
  const { data: session } = useQuery(sessionQueries.current())
  return session && refusal(accessOf(name), session)
}

/** Whether the user may, as far as is known. */
export function useMay(access: Access): boolean {
  const { data: session } = useQuery(sessionQueries.current())
  return session !== undefined && refusal(access, session) === undefined
}

function useOwnServices(): OwnServices {
  const { data: session } = useQuery(sessionQueries.current())
  return session?.services && new Set(session.services)
}

/** Returns a function that says, in the server's words, why the user may not give or take services; like `useRefusal` otherwise. */
export function useServiceRefusal(): (services: number | readonly number[] | 'all') => string | undefined {
  const own = useOwnServices()
  return (services) => giveRefusal(own, typeof services === 'number' ? [services] : services)
}

/** Returns a function that says, in the server's words, why the user may not change another user; like `useRefusal` otherwise. */
export function useReachRefusal(): (user: User) => string | undefined {
  const own = useOwnServices()
  return (user) => reachRefusal(own, user)
}
