import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { BulkChange, ItemOutcome } from '#contract/bulk-changes.ts'
import { bulkChangeQueries } from '#src/api/bulk-changes.ts'
import { FailedState } from '#src/components/FailedState.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { PhraseWords } from '#src/components/PhraseWords.tsx'
import { RelativeTime } from '#src/components/RelativeTime.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { formatCount } from '#src/lib/format.ts'
import { plainText } from '#src/lib/phrase.ts'
import styles from './BulkChanges.module.css'
import { bulkChangePhrase, countsOf } from '#src/domain/bulk-change-words.ts'
import { DraftActions } from './DraftActions.tsx'
import { ItemsTable } from './ItemsTable.tsx'
import { LevelsOfDraft } from './LevelsOfDraft.tsx'
import { NoSuchBulkChange } from './NoSuchBulkChange.tsx'
import { OutcomeActions } from './OutcomeActions.tsx'
import { Progress } from './Progress.tsx'
import { QuestionWords } from './QuestionWords.tsx'

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
          <FailedState title="The bulk change could not be loaded" reads={[{ error, isFetching, refetch }]} />
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
          {bulk.failure}
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
      {isDraft ? <DraftActions bulk={bulk} /> : <OutcomeActions bulk={bulk} />}
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

function BulkChangeHead({ bulk }: { bulk: BulkChange }) {
  const isDraft = bulk.status === 'Draft'
  return (
    <header className={styles.head}>
      <h1>{isDraft ? 'Preview' : <PhraseWords phrase={bulkChangePhrase(bulk)} />}</h1>
      {isDraft && (
        <p>
          <PhraseWords phrase={bulkChangePhrase(bulk)} />
        </p>
      )}
      {bulk.chosen.question && <QuestionWords question={bulk.chosen.question} />}
      <p className={styles.facts}>
        <bdi>{bulk.author.name}</bdi> · <RelativeTime time={bulk.appliedAt ?? bulk.createdAt} />
        {bulk.reason && (
          <>
            {' · '}
            <bdi>{bulk.reason}</bdi>
          </>
        )}
        <Related words="undoes" id={bulk.undoes} />
        <Related words="retries" id={bulk.retries} />
        <Related words="undone by" id={bulk.undoneBy} />
      </p>
      {isDraft && bulk.chosen.untickedOf !== undefined && bulk.items.unticked > 0 && (
        <p className={styles.facts}>Rows that you unticked before you went back are still unticked.</p>
      )}
      {isDraft && !bulk.isPlanned ? (
        <p role="status" className={styles.facts}>
          Preparing the preview… {formatCount(bulk.agents)} agents so far
        </p>
      ) : (
        !isDraft && <Progress bulk={bulk} />
      )}
    </header>
  )
}

function Related({ words, id }: { words: string; id: number | undefined }) {
  if (id === undefined) return null
  return (
    <>
      {` · ${words} `}
      <Link to="/bulk-changes/$id" params={{ id }}>
        bulk change {id}
      </Link>
    </>
  )
}
