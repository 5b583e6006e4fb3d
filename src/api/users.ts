import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { userOperations, type NewUser, type UserUpdate } from '#contract/users.ts'
import { callerOf } from './call.ts'
import { readAllPages } from './pages.ts'

const call = callerOf(userOperations, {
  notDone: { createUser: 'The user wasn’t created.', updateUser: 'The user wasn’t changed.' },
  fields: {
    active: 'active',
    administersAgents: 'Administer Agents permission',
    allServices: 'services',
    client: 'client',
    endSessions: 'sessions',
    password: 'password',
    role: 'role',
    services: 'services',
    unlock: 'lock',
    userName: 'user name',
  },
})

export const userQueries = {
  all: () => ['users'] as const,
  /** All users of the client that the caller may see, by name. */
  list: () =>
    queryOptions({
      queryKey: [...userQueries.all(), 'list'],
      queryFn: ({ signal }) =>
        readAllPages(
          (query) => call('listUsers', { query }, signal),
          (page) => page.user,
          ({ id }) => id,
        ).then((users) => users.sort((a, b) => a.userName.localeCompare(b.userName))),
      // A lock begins and ends by itself.
      staleTime: 0,
    }),
}

export function useCreateUser() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: NewUser) => call('createUser', { query: {}, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: userQueries.all() }),
  })
}

/** Sends only the given fields. */
export function useUpdateUser(id: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: UserUpdate) => call('updateUser', { params: { id }, body }),
    // After a refusal too: most often somebody else has changed them.
    onSettled: () => queryClient.invalidateQueries({ queryKey: userQueries.all() }),
  })
}
