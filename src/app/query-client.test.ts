import { MutationObserver, QueryObserver } from '@tanstack/react-query'
import { expect, it, vi } from 'vitest'
import { historyQueries } from '#src/api/history.ts'
import { createQueryClient } from './query-client.ts'

it('reads the history again after a write, also where its first read was under way', async () => {
  const queryClient = createQueryClient({ onNoSession: () => undefined })
  const replies: ((changes: string) => void)[] = []
  const observer = new QueryObserver(queryClient, {
    queryKey: [...historyQueries.all(), 'list'],
    queryFn: ({ signal }) =>
      new Promise<string>((resolve, reject) => {
        replies.push(resolve)
        signal.addEventListener('abort', () => reject(signal.reason as Error))
      }),
  })
  const stop = observer.subscribe(() => undefined)
  await new MutationObserver(queryClient, { mutationFn: async () => 'written' }).mutate()
  await vi.waitFor(() => expect(replies).toHaveLength(2))
  replies[0]?.('before the write')
  replies[1]?.('after the write')
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('after the write'))
  stop()
})

it('leaves the history alone after what changes nothing that is in it', async () => {
  const queryClient = createQueryClient({ onNoSession: () => undefined })
  let reads = 0
  const observer = new QueryObserver(queryClient, { queryKey: historyQueries.all(), queryFn: () => ++reads })
  const stop = observer.subscribe(() => undefined)
  await vi.waitFor(() => expect(reads).toBe(1))
  const mutationFn = async () => 'ticked'
  await new MutationObserver(queryClient, { mutationFn, meta: { leavesNoChange: true } }).mutate()
  expect(observer.getCurrentQuery().state.isInvalidated).toBe(false)
  await new MutationObserver(queryClient, { mutationFn }).mutate()
  await vi.waitFor(() => expect(reads).toBe(2))
  stop()
})
