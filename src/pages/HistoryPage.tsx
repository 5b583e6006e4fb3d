import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { PageHeader } from '#src/components/PageHeader.tsx'
import { ChangeList } from '#src/features/history/ChangeList.tsx'
import { DownloadButton } from '#src/features/history/DownloadButton.tsx'
import { HistoryFilters } from '#src/features/history/HistoryFilters.tsx'
import { filterOf, HISTORY_PAGE_SIZE, isFiltered } from '#src/features/history/history-search.ts'
import styles from './HistoryPage.module.css'

export function HistoryPage() {
  const search = useSearch({ from: '/shell/history' })
  const navigate = useNavigate({ from: '/history' })
  const filter = filterOf(search)
  return (
    <>
      <title>History · Agent Console</title>
      <PageHeader title="History" actions={filter && <DownloadButton filter={filter} />} />
      <HistoryFilters
        search={search}
        onChange={(change) => void navigate({ search: (current) => ({ ...current, ...change }), replace: true })}
        onClear={() => void navigate({ search: {} })}
      />
      <div className={styles.list}>
        {filter ? (
          <ChangeList
            filter={filter}
            byDay
            pageSize={HISTORY_PAGE_SIZE}
            empty={
              isFiltered(search) ? (
                <NothingMatches />
              ) : (
                <EmptyState title="No changes yet">
                  <p>Changes made here or through the API will appear here.</p>
                </EmptyState>
              )
            }
          />
        ) : (
          <NothingMatches />
        )}
      </div>
    </>
  )
}

const NothingMatches = () => (
  <EmptyState title="No changes match">
    <p>Remove a filter, or widen the dates.</p>
    <Link to="/history">Show all changes</Link>
  </EmptyState>
)
