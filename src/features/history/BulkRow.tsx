import { Link, useNavigate } from '@tanstack/react-router'
import { isOver, type BulkChangeSummary } from '#contract/bulk-changes.ts'
import { bulkChangeOperations } from '#contract/bulk-change-operations.ts'
import type { Change } from '#contract/history.ts'
import { useActOnBulkChange } from '#src/api/bulk-changes.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { PhraseWords } from '#src/components/PhraseWords.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { notifyRefused } from '#src/components/toast.ts'
import { bulkChangePhrase, countsOf } from '#src/domain/bulk-change-words.ts'
import { formatCount } from '#src/lib/format.ts'
import styles from './ChangeList.module.css'
import { ChangeWords } from './ChangeWords.tsx'
import { DeedRow } from './DeedRow.tsx'

interface BulkRowProps {
  id: number
  /** Its newest change in the list. */
  newest: Change
  summary: BulkChangeSummary | undefined
  /** The summary is on its way. */
  isPending: boolean
  /** The list is one agent's own: what became of them is told. */
  ofOneAgent: boolean
}

/** A bulk change as one row of the history: it leads to its items, and to the preview of its undo. */
export function BulkRow({ id, newest, summary, isPending, ofOneAgent }: BulkRowProps) {
  return (
    <DeedRow
      newest={newest}
      title={
        <Link to="/bulk-changes/$id" params={{ id }} className={styles.agent}>
          {summary ? <PhraseWords phrase={bulkChangePhrase(summary)} /> : `Bulk change ${id}`}
        </Link>
      }
      below={() =>
        (summary || isPending) && (
          <p className={styles.details}>
            {!summary ? (
              <Skeleton width={72} />
            ) : ofOneAgent && isOneEach(summary) ? (
              <ChangeWords change={newest} />
            ) : (
              countsOf(summary.items, false)
                .map(({ words }) => words)
                .join(' · ')
            )}
          </p>
        )
      }
      undo={(titleId) => summary && <UndoBulk summary={summary} describedBy={titleId} />}
    />
  )
}

/** Whether it changed one thing of each agent: of several, the history of an agent has the newest alone. */
const isOneEach = ({ changes: [first, ...others] }: BulkChangeSummary) =>
  first !== undefined && !others.length && first.kind !== 'copy-skills'

function UndoBulk({ summary, describedBy }: { summary: BulkChangeSummary; describedBy: string }) {
  const navigate = useNavigate()
  const refusal = useRefusal(bulkChangeOperations.createBulkChange)
  const { undo } = useActOnBulkChange(summary.id)
  const { items, undoneBy, status } = summary
  if (undoneBy !== undefined)
    return (
      <Link to="/bulk-changes/$id" params={{ id: undoneBy }} className={styles.undone}>
        Undone
      </Link>
    )
  if (!items.applied || !isOver({ status })) return null
  return (
    <Button
      size="small"
      refusal={refusal}
      busy={undo.isPending}
      aria-describedby={describedBy}
      onClick={() =>
        undo.mutate(undefined, {
          onSuccess: ({ id: preview }) => void navigate({ to: '/bulk-changes/$id', params: { id: preview } }),
          onError: notifyRefused,
        })
      }
    >
      Undo {formatCount(items.applied)}
    </Button>
  )
}
