import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useCallback } from 'react'
import { FailedState } from './FailedState.tsx'
import { WhenNear } from './WhenNear.tsx'

/** In pixels: about two screens ahead, so that the next rows are there before they are reached. */
const READ_AHEAD = 1600

interface ReadOnProps {
  list: Pick<
    UseInfiniteQueryResult,
    'error' | 'fetchNextPage' | 'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'isPlaceholderData'
  >
  /** The number of rows that are there; undefined while the first ones are on their way. */
  count: number | undefined
  /** The plural noun for the rows: `agents`. */
  what: string
}

/** Stands at the end of a list, and reads the next page before it is reached. */
export function ReadOn({ list, count, what }: ReadOnProps) {
  const { error, fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError, isPlaceholderData } = list
  const readOn = useCallback(() => void fetchNextPage(), [fetchNextPage])
  if (isFetchNextPageError)
    return (
      <FailedState
        title={`More ${what} couldn’t be loaded`}
        reads={[{ error, isFetching: isFetchingNextPage, refetch: fetchNextPage }]}
      />
    )
  if (count === undefined || !hasNextPage || isFetchingNextPage || isPlaceholderData) return null
  return <WhenNear key={count} margin={READ_AHEAD} onNear={readOn} />
}
