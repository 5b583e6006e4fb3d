import { queryOptions } from '@tanstack/react-query'
import type { CurrentSession } from '#contract/dashboard.ts'
import { call } from './call.ts'
import { chosenClient, forgetClient } from './client-choice.ts'
import { NAMES_STALE_TIME } from './stale-times.ts'

export const clientQueries = {
  all: () => ['session', 'clients'] as const,
  /** Where this user may act, by name. A client where they no longer may is shown no longer. */
  list: ({ name, client }: CurrentSession) =>
    queryOptions({
      queryKey: [...clientQueries.all(), client.id, name],
      queryFn: async ({ signal }) => {
        const { client: clients } = await call('listClients', undefined, signal)
        const chosen = chosenClient()
        if (chosen !== undefined && !clients.some(({ id }) => id === chosen)) forgetClient()
        return clients
      },
      staleTime: NAMES_STALE_TIME,
    }),
}
