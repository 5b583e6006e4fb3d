import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ownAccountOperations, type OwnPasswordChange } from '#contract/own-account.ts'
import { callerOf } from './call.ts'
import { goOnAs } from './session-end.ts'

const call = callerOf(ownAccountOperations, {
  notDone: {
    changeOwnPassword: 'The password wasn’t changed.',
    endOtherSessions: 'The other sessions didn’t end.',
    endOwnSession: 'The session didn’t end.',
  },
  fields: {
    newPassword: 'new password',
    password: 'password',
  },
})

export const ownSessionQueries = {
  all: () => ['own-sessions'] as const,
  /** The user's own sessions, the one that was used last at the front. */
  list: () =>
    queryOptions({
      queryKey: ownSessionQueries.all(),
      queryFn: ({ signal }) => call('listOwnSessions', undefined, signal).then(({ session }) => session),
      staleTime: 0,
    }),
}

/** The browser goes on in a new session; all others end. */
export function useChangeOwnPassword() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: OwnPasswordChange) => call('changeOwnPassword', { body }),
    onSuccess: () => {
      // Calls that were under way in the session that just ended are sent again in the new one.
      goOnAs('same user')
      return queryClient.invalidateQueries({ queryKey: ownSessionQueries.all() })
    },
  })
}

/** Ends one session by its id, or all but this one. */
export function useEndSessions() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (which: { id: string } | 'all others') =>
      which === 'all others' ? call('endOtherSessions') : call('endOwnSession', { params: which }),
    // One that is refused has ended already.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ownSessionQueries.all() }),
  })
}
