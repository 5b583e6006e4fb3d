import { Link } from '@tanstack/react-router'
import type { BulkChange } from '#contract/bulk-changes.ts'
import { PhraseWords } from '#src/components/PhraseWords.tsx'
import { RelativeTime } from '#src/components/RelativeTime.tsx'
import { bulkChangePhrase, changePhrase, NAMED_CHANGES, undoneWords } from '#src/domain/bulk-change-words.ts'
import { formatCount } from '#src/lib/format.ts'
import { Author } from './Author.tsx'
import styles from './BulkChanges.module.css'
import { DraftActions } from './DraftActions.tsx'
import { LinkedPhrase } from './LinkedPhrase.tsx'
import { OutcomeActions } from './OutcomeActions.tsx'
import { Progress } from './Progress.tsx'
import { QuestionWords } from './QuestionWords.tsx'
import { Times } from './Times.tsx'

/** The top of a bulk change: its changes, who made it and why, its progress and its actions. */
export function BulkChangeHead({ bulk }: { bulk: BulkChange }) {
  const isDraft = bulk.status === 'Draft'
  return (
    <header className={styles.head}>
      <div className={styles.what}>
        <h1>{isDraft ? 'Preview' : <PhraseWords phrase={bulkChangePhrase(bulk)} />}</h1>
        {isDraft && (
          <p>
            <PhraseWords phrase={bulkChangePhrase(bulk)} />
          </p>
        )}
        {bulk.changes.length > NAMED_CHANGES && (
          <ol className={styles.changes} aria-label="Changes">
            {bulk.changes.map((change, i) => (
              <li key={i}>
                <LinkedPhrase phrase={changePhrase(change)} objects={change} />
              </li>
            ))}
          </ol>
        )}
        {bulk.chosen.question && <QuestionWords question={bulk.chosen.question} />}
        <p className={styles.facts}>
          <Author bulk={bulk} /> · <RelativeTime time={bulk.appliedAt ?? bulk.createdAt} />
          {bulk.reason && (
            <>
              {' · '}
              <bdi>{bulk.reason}</bdi>
            </>
          )}
          <Related words="undoes" id={bulk.undoes} />
          <Related words="retries" id={bulk.retries} />
          <Related words={undoneWords(bulk)} id={bulk.undoneBy} />
        </p>
        {isDraft && <Times bulk={bulk} />}
        {isDraft && bulk.chosen.untickedOf !== undefined && bulk.items.unticked > 0 && (
          <p className={styles.facts}>Rows that you unticked before you went back are still unticked.</p>
        )}
      </div>
      {isDraft ? <DraftActions bulk={bulk} /> : <OutcomeActions bulk={bulk} />}
      {!isDraft ? (
        <Progress bulk={bulk} />
      ) : (
        !bulk.isPlanned && (
          <p role="status" className={styles.progress}>
            Preparing the preview… {formatCount(bulk.agents)} agents so far
          </p>
        )
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
