import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useRef, type ReactNode } from 'react'
import { historyQueries, type ChangeFilter } from '#src/api/history.ts'
import { joinPages } from '#src/api/pages.ts'
import { Button } from '#src/components/Button.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { VisuallyHidden } from '#src/components/VisuallyHidden.tsx'
import { cx } from '#src/lib/cx.ts'
import styles from './ChangeList.module.css'
import { ChangeListSkeleton } from './ChangeListSkeleton.tsx'
import { DeedRows } from './DeedRows.tsx'

const A_SCREENFUL = 14

interface ChangeListProps {
  filter: ChangeFilter
  pageSize: number
  /** Heads for the days. */
  byDay?: boolean
  /** The text of the empty list. */
  empty: ReactNode
}

/** The deeds that fit, newest first, read on when asked. */
export function ChangeList({ filter, pageSize, byDay = false, empty }: ChangeListProps) {
  const history = useInfiniteQuery({
    ...historyQueries.deeds(filter, pageSize),
    select: ({ pages }) => joinPages(pages, (page) => page.change),
    placeholderData: keepPreviousData,
  })
  const { data: changes, error, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData } = history
  const list = useRef<HTMLDivElement>(null)
  const onUndo = () => list.current?.focus()

  if (!changes)
    return error ? (
      <FailedState title="The history couldn’t be loaded" reads={[history]} />
    ) : (
      <ChangeListSkeleton count={Math.min(pageSize, A_SCREENFUL)} />
    )
  return (
    // A button that has done its work is gone, so the focus goes to the list.
    <div ref={list} tabIndex={-1} className={cx(styles.list, isPlaceholderData && styles.busy)}>
      {changes.length > 0 ? (
        <ul aria-label="Changes" aria-busy={isPlaceholderData}>
          <DeedRows changes={changes} byDay={byDay} ofOneAgent={filter.agent !== undefined} onUndo={onUndo} />
        </ul>
      ) : (
        empty
      )}
      {history.isFetchNextPageError && (
        <FailedState
          title="More changes couldn’t be loaded"
          reads={[{ error: history.error, isFetching: isFetchingNextPage, refetch: fetchNextPage }]}
        />
      )}
      {hasNextPage && !history.isFetchNextPageError && (
        <div className={styles.more}>
          <Button size="small" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
      <VisuallyHidden role="status">
        {!isPlaceholderData &&
          (changes.length === 0
            ? 'No changes'
            : `${changes.length}${hasNextPage ? ' or more' : ''} ${changes.length === 1 ? 'change' : 'changes'}`)}
      </VisuallyHidden>
    </div>
  )
}
