import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ItemOutcome } from '#contract/bulk-changes.ts'
import { bulkChangeQueries } from '#src/api/bulk-changes.ts'
import { Isolated } from '#src/components/Isolated.tsx'
import { inPlainWords } from '#src/api/plain-words.ts'
import { FailedState } from '#src/components/FailedState.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { plainText } from '#src/lib/phrase.ts'
import styles from './BulkChanges.module.css'
import { bulkChangePhrase, countsOf } from '#src/domain/bulk-change-words.ts'
import { BulkChangeHead } from './BulkChangeHead.tsx'
import { ItemsTable } from './ItemsTable.tsx'
import { LevelsOfDraft } from './LevelsOfDraft.tsx'
import { NoSuchBulkChange } from './NoSuchBulkChange.tsx'

/** A bulk change: its preview while it is a draft, then its progress, then what became of each item. */
export function BulkChangeView({ id }: { id: number }) {
  const { data: bulk, error, isFetching, refetch } = useQuery(bulkChangeQueries.detail(id))
  const [outcome, setOutcome] = useState<ItemOutcome>()
  if (!bulk && error?.kind === 'not-found') return <NoSuchBulkChange reason={error.message} />
  if (!bulk)
    return (
      <div className={styles.stack}>
        <header className={styles.head}>
          <h1>Bulk change {id}</h1>
        </header>
        {error ? (
          <FailedState title="The bulk change couldn’t be loaded" reads={[{ error, isFetching, refetch }]} />
        ) : (
          <Skeleton width={320} />
        )}
      </div>
    )
  const isDraft = bulk.status === 'Draft'
  return (
    <div className={styles.stack}>
      <title>{`${isDraft ? 'Preview' : plainText(bulkChangePhrase(bulk))} · Agent Console`}</title>
      <BulkChangeHead bulk={bulk} />
      {bulk.failure !== undefined && (
        <p role="alert" className={styles.problem}>
          {isDraft ? 'No preview could be made: ' : 'Not started: '}
          <Isolated text={inPlainWords(bulk.failure)} />
        </p>
      )}
      <div className={styles.counts} role="group" aria-label="Items by outcome">
        {countsOf(bulk.items, isDraft).map((count) => (
          <button
            key={count.outcome}
            type="button"
            className={styles.count}
            data-outcome={count.outcome}
            aria-pressed={outcome === count.outcome}
            onClick={() => setOutcome(outcome === count.outcome ? undefined : count.outcome)}
          >
            {count.words}
          </button>
        ))}
      </div>
      {bulk.unknown.total > 0 && (
        <Panel title="Unknown login IDs" count={bulk.unknown.total}>
          <ul className={styles.unknown}>
            {bulk.unknown.loginIds.map((loginId) => (
              <li key={loginId}>
                <bdi>{loginId}</bdi>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {isDraft && bulk.isPlanned && <LevelsOfDraft id={id} planned={bulk.items.planned} />}
      <ItemsTable bulk={bulk} outcome={outcome} />
    </div>
  )
}
