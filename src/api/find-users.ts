import { queryOptions } from '@tanstack/react-query'

/** The users, for whoever looks for one from any page: what the API says of users is no part of the first page. */
export const findUsers = () =>
  queryOptions({
    queryKey: ['users', 'find'],
    queryFn: async ({ client }) => {
      const { userQueries } = await import('./users.ts')
      return client.fetchQuery(userQueries.list())
    },
    staleTime: 0,
  })
