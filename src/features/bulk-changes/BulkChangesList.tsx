import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { BulkChangeSummary, ShownBulkChanges } from '#contract/bulk-changes.ts'
import { bulkChangeQueries } from '#src/api/bulk-changes.ts'
import { Button } from '#src/components/Button.tsx'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { Loaded } from '#src/components/Loaded.tsx'
import { PhraseWords } from '#src/components/PhraseWords.tsx'
import { RelativeTime } from '#src/components/RelativeTime.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { usePrinting } from '#src/components/use-printing.ts'
import { useWindowWidth } from '#src/components/use-window-width.ts'
import { Author } from './Author.tsx'
import styles from './BulkChanges.module.css'
import table from './ItemsTable.module.css'
import { StatusMark } from './Progress.tsx'
import { Times } from './Times.tsx'
import { bulkChangePhrase, countsOf, undoneWords } from '#src/domain/bulk-change-words.ts'

/** In milliseconds. */
const POLL = 5000

/** The bulk changes that were applied, newest first. */
export function BulkChangesList({ show }: { show: ShownBulkChanges | undefined }) {
  const list = useInfiniteQuery({ ...bulkChangeQueries.list(show), refetchInterval: POLL })
  return (
    <>
      <Loaded
        what="The bulk changes"
        reads={[list]}
        data={list.data?.pages.flatMap(({ bulkChange }) => bulkChange)}
        skeleton={<Skeleton width={320} />}
        empty={
          <EmptyState title={show === undefined ? 'No bulk changes yet' : NONE[show]}>
            <p>Select agents in a list and choose “Change…”, or paste login IDs.</p>
          </EmptyState>
        }
      >
        {(rows) => <BulkChangesTable rows={rows} />}
      </Loaded>
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  )
}

const NONE: Record<ShownBulkChanges, string> = {
  running: 'Nothing is running',
  scheduled: 'Nothing is scheduled',
  past: 'No bulk changes yet',
}

function BulkChangesTable({ rows }: { rows: readonly BulkChangeSummary[] }) {
  const isPrinting = usePrinting()
  // On a narrower screen the status and the outcome stand below the name.
  const isWide = useWindowWidth() >= 900 || isPrinting
  return (
    <table className={table.table} aria-label="Bulk changes">
      <thead>
        <tr>
          <th scope="col" data-column="bulkChange">
            Change
          </th>
          {isWide && (
            <>
              <th scope="col" data-column="status">
                Status
              </th>
              <th scope="col">Outcome</th>
              <th scope="col" data-column="author">
                By
              </th>
            </>
          )}
          <th scope="col" data-column="when">
            When
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((bulk) => {
          const counts = countsOf(bulk.items, false).map(({ words }) => words.replaceAll(' ', '\u00a0'))
          const outcome = [
            ...counts,
            ...(bulk.undoneBy === undefined ? [] : [`${undoneWords(bulk)}\u00a0${bulk.undoneBy}`]),
          ].join(' · ')
          return (
            <tr key={bulk.id}>
              <td>
                <Link to="/bulk-changes/$id" params={{ id: bulk.id }}>
                  <PhraseWords phrase={bulkChangePhrase(bulk)} />
                </Link>
                {bulk.reason && (
                  <p>
                    <bdi>{bulk.reason}</bdi>
                  </p>
                )}
                <Times bulk={bulk} />
                {!isWide && (
                  <p className={styles.status}>
                    <StatusMark status={bulk.status} />
                    <span>{[bulk.status, outcome].filter(Boolean).join(' · ')}</span>
                  </p>
                )}
              </td>
              {isWide && (
                <>
                  <td>
                    <span className={styles.status}>
                      <StatusMark status={bulk.status} />
                      {bulk.status}
                    </span>
                  </td>
                  <td>{outcome}</td>
                  <td>
                    <Author bulk={bulk} />
                  </td>
                </>
              )}
              <td>
                <RelativeTime time={bulk.appliedAt ?? bulk.createdAt} capital />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
