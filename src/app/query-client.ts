import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import type { ApiError } from '#contract/client.ts'
import { clientQueries } from '#src/api/clients.ts'
import { historyQueries } from '#src/api/history.ts'
import { sessionQueries } from '#src/api/session.ts'

/** In milliseconds: going back and forth between pages does not refetch data read a moment ago. */
const STALE_TIME = 30_000
const RETRIES = 1
const RETRY_DELAY = 400

/** A retry may help only where the server could not answer; a refusal would be the same again. */
const isWorthRetrying = (failures: number, { kind }: ApiError) =>
  failures < RETRIES && (kind === 'unreachable' || kind === 'unanswered' || kind === 'failed')

export function createQueryClient({ onNoSession }: { onNoSession: () => void }) {
  const onError = ({ kind }: ApiError) => {
    if (kind === 'unauthenticated') onNoSession()
    // The user's rights have changed since they were read: every control must say so.
    if (kind !== 'forbidden') return
    void queryClient.invalidateQueries({ queryKey: sessionQueries.current().queryKey })
    void queryClient.invalidateQueries({ queryKey: clientQueries.all() })
  }
  const refetchHistory = async () => {
    const queryKey = historyQueries.all()
    // A first read under way began before the write: an invalidation would wait for it and take it for the truth.
    await queryClient.cancelQueries({ queryKey, predicate: ({ state }) => state.data === undefined })
    await queryClient.invalidateQueries({ queryKey })
  }
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    // Every write is in the history, unless it says otherwise.
    mutationCache: new MutationCache({
      onError,
      onSettled: (_data, _error, _variables, _context, { meta }) =>
        meta?.leavesNoChange ? undefined : void refetchHistory(),
    }),
    defaultOptions: {
      // "always": a request without a network fails at once and is shown; nothing is sent later without a click.
      queries: { staleTime: STALE_TIME, retry: isWorthRetrying, retryDelay: RETRY_DELAY, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  return queryClient
}
