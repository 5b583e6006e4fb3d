import { queryOptions } from '@tanstack/react-query'

/** The users, for the search from any page. In a file of its own, to keep the users' API out of the first page. */
export const findUsers = () =>
  queryOptions({
    queryKey: ['users', 'find'],
    queryFn: async ({ client }) => {
      const { userQueries } = await import('./users.ts')
      return client.fetchQuery(userQueries.list())
    },
    staleTime: 0,
  })
