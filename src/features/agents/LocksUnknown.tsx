import { useCallback } from 'react'
import { FailedState } from '#src/components/FailedState.tsx'
import { WhenNear } from '#src/components/WhenNear.tsx'
import { formatCount } from '#src/lib/format.ts'
import styles from './LocksUnknown.module.css'
import type { useLockedAgents } from './use-locked-agents.ts'

/** Reads on who is locked while the rows at hand need it, and says so where their locks cannot be known. */
export function LocksUnknown({ locked }: { locked: ReturnType<typeof useLockedAgents> }) {
  const { data, isError, error, isFetching, isFetchNextPageError, refetch, fetchNextPage, needsMore, isCut } = locked
  const readOn = useCallback(() => void fetchNextPage(), [fetchNextPage])
  if (isError && (!data || (needsMore && isFetchNextPageError)))
    return (
      <FailedState
        title="Who is locked could not be loaded: no lock is shown below"
        reason={error.message}
        onRetry={() => void (data ? fetchNextPage() : refetch())}
        retrying={isFetching}
      />
    )
  if (needsMore && !isFetching)
    return (
      // In sight wherever the page is scrolled to.
      <div className={styles.insight}>
        <WhenNear key={data?.pages} margin={0} onNear={readOn} />
      </div>
    )
  return (
    isCut && (
      <p className={styles.note}>
        {formatCount(data?.size ?? 0)} agents are locked. Only the first {formatCount(data?.agents.length ?? 0)} by
        login ID are marked here; the tab “Locked” lists all of them.
      </p>
    )
  )
}
