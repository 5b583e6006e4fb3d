import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type * as z from 'zod'
import { refusal } from '#contract/access.ts'
import { dashboardOperations } from '#contract/dashboard.ts'
import { accessOf, call, type Api } from './call.ts'
import { goOnAs } from './session-end.ts'

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

/**
 * Signs in over a page whose session ended. The same user goes on where they were; for anybody else nothing of what was read
 * is kept, and the page reads it anew.
 */
export function useSignInAgain() {
  const queryClient = useQueryClient()
  const { queryKey } = sessionQueries.current()
  return useMutation({
    mutationFn: (body: Credentials) => call('signIn', { body }),
    onSuccess: async (session) => {
      const before = queryClient.getQueryData(queryKey)
      const isSame = before?.name === session.name && before.client.id === session.client.id
      queryClient.setQueryData(queryKey, session)
      goOnAs(isSame ? 'same user' : 'another user')
      if (isSame) return
      queryClient.removeQueries({ type: 'inactive' })
      await queryClient.resetQueries({ predicate: (query) => query.queryKey[0] !== queryKey[0] })
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
