import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type * as z from 'zod'
import { refusal } from '#contract/access.ts'
import { dashboardOperations } from '#contract/dashboard.ts'
import { accessOf, call, type Api } from './call.ts'

export const sessionQueries = {
  current: () =>
    queryOptions({
      queryKey: ['session', 'current'],
      queryFn: ({ signal }) => call('readCurrentSession', undefined, signal),
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

/** Nothing that another user was shown outlives a change of user. */
export function useSignIn() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: Credentials) => call('signIn', { body }),
    onSuccess: (session) => {
      // What the sign-in page itself shows is nobody's.
      queryClient.removeQueries({ type: 'inactive' })
      queryClient.setQueryData(sessionQueries.current().queryKey, session)
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
      queryClient.removeQueries()
    },
  })
}

/** Why the user may not call this operation, as a sentence; undefined when they may, and while it is not known who they are. */
export function useRefusal(name: keyof Api): string | undefined {
  const { data: session } = useQuery(sessionQueries.current())
  return session && refusal(accessOf(name), session)
}
