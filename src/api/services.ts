import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'
import { readAllPages } from './pages.ts'
import { NAMES_STALE_TIME } from './stale-times.ts'

export const serviceQueries = {
  all: () => ['services'] as const,
  list: () =>
    queryOptions({
      queryKey: [...serviceQueries.all(), 'list'],
      queryFn: ({ signal }) =>
        readAllPages(
          (query) => call('listServices', { query }, signal),
          (page) => page.service,
          ({ serviceId }) => serviceId,
        ),
      staleTime: NAMES_STALE_TIME,
    }),
  /** How many agents each service has, by its id: to ten thousand. */
  counts: () =>
    queryOptions({
      queryKey: [...serviceQueries.all(), 'counts'],
      queryFn: async ({ signal }) => {
        const { service } = await call('countServiceAgents', { query: {} }, signal)
        return new Map(service.map(({ id, ...count }) => [id, count]))
      },
    }),
  detail: (id: number) =>
    queryOptions({
      queryKey: [...serviceQueries.all(), 'detail', id],
      queryFn: ({ signal }) => call('readService', { params: { id } }, signal),
      staleTime: NAMES_STALE_TIME,
    }),
}
