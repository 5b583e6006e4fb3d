import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'
import { readAllPages } from './pages.ts'
import { NAMES_STALE_TIME } from './stale-times.ts'

export const callCenterQueries = {
  list: () =>
    queryOptions({
      queryKey: ['call-centers', 'list'],
      queryFn: ({ signal }) =>
        readAllPages(
          (query) => call('listCallCenters', { query }, signal),
          (page) => page.callCenter,
          ({ callCenterId }) => callCenterId,
        ),
      staleTime: NAMES_STALE_TIME,
    }),
}
