import { Fragment, useState } from 'react'
import type { Change } from '#contract/history.ts'
import { useRefusal } from '#src/api/session.ts'
import { inverseOf, useUndoChanges } from '#src/api/undo.ts'
import { Button } from '#src/components/Button.tsx'
import { notify } from '#src/components/toast.ts'
import { formatCount } from '#src/lib/format.ts'
import { isolate } from '#src/lib/isolate.ts'
import { AgentLink } from './AgentLink.tsx'
import styles from './ChangeList.module.css'
import { ChangeRow } from './ChangeRow.tsx'
import { ChangeWords } from './ChangeWords.tsx'
import { DeedRow } from './DeedRow.tsx'
import { openOf } from './deeds.ts'
import { describeChange } from './describe-change.ts'
import { WhyNoUndo } from './WhyNoUndo.tsx'

const NAMED = 3

interface BurstRowProps {
  changes: readonly Change[]
  /** The list is one agent's own, and need not say whose changes they are. */
  ofOneAgent: boolean
  onUndo: () => void
}

/** Several changes by one person to one agent, told as one; open, each on its own. */
export function BurstRow({ changes, ofOneAgent, onUndo }: BurstRowProps) {
  const [isOpen, setIsOpen] = useState(false)
  const [newest] = changes
  if (!newest) return null
  const more = changes.length - NAMED
  return (
    <>
      <DeedRow
        newest={newest}
        title={
          <>
            {newest.agent && !ofOneAgent && <AgentLink agent={newest.agent} />}
            {changes.slice(0, NAMED).map((change, index) => (
              <Fragment key={change.id}>
                {index > 0 && ', '}
                <ChangeWords change={change} />
              </Fragment>
            ))}
            {more > 0 && ` and ${formatCount(more)} more`}
          </>
        }
        below={(titleId) => (
          <Button
            size="small"
            variant="quiet"
            className={styles.toggle}
            aria-expanded={isOpen}
            aria-describedby={titleId}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? 'Hide' : 'Show'} {formatCount(changes.length)} changes
          </Button>
        )}
        undo={(titleId) => <UndoBurst changes={changes} describedBy={titleId} onUndo={onUndo} />}
      />
      {isOpen && (
        <ul className={styles.burst} aria-label={`Changes of ${isolate(newest.agent?.name ?? '')}`}>
          {changes.map((change) => (
            <li key={change.id}>
              <ChangeRow change={change} ofOneAgent onUndo={onUndo} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

interface UndoBurstProps {
  changes: readonly Change[]
  describedBy: string
  onUndo: () => void
}

function UndoBurst({ changes, describedBy, onUndo }: UndoBurstProps) {
  const undo = useUndoChanges()
  const open = openOf(changes)
  const [first] = open
  // The changes of a burst are all of one agent, so their inverses have the same callers.
  const refusal = useRefusal(inverseOf(first))
  if (!open.length) return <WhyNoUndo changes={changes} />
  const loginId = isolate(first?.agent?.name ?? '')
  const takeBack = async () => {
    const left = await undo.mutateAsync(open)
    const taken = open.length - left.length
    const reasons = left.map(({ change, reason }) => `${describeChange(change)} not undone: ${reason}`)
    notify(
      left.length
        ? `${formatCount(taken)} of ${formatCount(open.length)} changes to ${loginId} undone. ${reasons.join('. ')}`
        : `${formatCount(taken)} ${taken === 1 ? 'change' : 'changes'} to ${loginId} undone`,
      left.length ? { tone: 'failed' } : {},
    )
    onUndo()
  }
  return (
    <Button
      size="small"
      refusal={refusal}
      busy={undo.isPending}
      aria-describedby={describedBy}
      onClick={() => void takeBack()}
    >
      Undo {formatCount(open.length)}
    </Button>
  )
}
