import type { DefaultError, MutationOptions, QueryClient } from '@tanstack/react-query'

/** Resolves when no write is on its way any more. */
export const untilWritten = (queryClient: QueryClient) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (queryClient.isMutating() > 0) return
      stop()
      resolve()
    }
    const stop = queryClient.getMutationCache().subscribe(look)
    look()
  })

/** Makes a write whose object is known only when it is made, as `useMutation` makes one whose object is known before. */
export const startWrite = <Reply, Variables, Shown>(
  queryClient: QueryClient,
  options: MutationOptions<Reply, DefaultError, Variables, Shown>,
  variables: NoInfer<Variables>,
): Promise<Reply> => queryClient.getMutationCache().build(queryClient, options).execute(variables)
