import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'
import { readAllPages } from './pages.ts'
import { NAMES_STALE_TIME } from './stale-times.ts'

export const serviceQueries = {
  list: () =>
    queryOptions({
      queryKey: ['services', 'list'],
      queryFn: ({ signal }) =>
        readAllPages(
          (query) => call('listServices', { query }, signal),
          (page) => page.service,
          ({ serviceId }) => serviceId,
        ),
      staleTime: NAMES_STALE_TIME,
    }),
}
