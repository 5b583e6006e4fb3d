import { useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { bulkChangeOperations } from '#contract/bulk-change-operations.ts'
import { TYPED_FROM, type BulkChange } from '#contract/bulk-changes.ts'
import { useIsTicking } from '#src/api/bulk-change-items.ts'
import { useActOnBulkChange } from '#src/api/bulk-changes.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { noteDeed } from '#src/domain/deeds.ts'
import { watchBulkChange } from '#src/domain/watched-bulk-change.ts'
import styles from './BulkChanges.module.css'
import { agentsInWords } from '#src/domain/bulk-change-words.ts'

/** Applies a preview, or goes back. Where many are unlocked or deactivated their number is typed first. */
export function DraftActions({ bulk }: { bulk: BulkChange }) {
  const id = useId()
  const navigate = useNavigate()
  const refusal = useRefusal(bulkChangeOperations.createBulkChange)
  const { apply, undo } = useActOnBulkChange(bulk.id)
  const isTicking = useIsTicking(bulk.id)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const { agentsToChange: agents, agentsToConfirm } = bulk
  const mustType = agentsToConfirm >= TYPED_FROM
  const why =
    refusal ??
    (!bulk.isPlanned ? 'The preview isn’t ready yet.' : agents === 0 ? 'There is nothing to change.' : undefined)
  const offerUndo = () =>
    noteDeed(() =>
      undo.mutateAsync().then(
        ({ id: taken }) => {
          void navigate({ to: '/bulk-changes/$id', params: { id: taken } })
          return undefined
        },
        (error) => {
          // While it runs there is nothing to take back yet.
          offerUndo()
          throw error
        },
      ),
    )
  const { id: preview, undoes, retries } = bulk
  const source = undoes ?? retries
  const back = () =>
    source === undefined
      ? navigate({ to: '/bulk-changes/new', search: { preview } })
      : navigate({ to: '/bulk-changes/$id', params: { id: source } })
  const send = () => {
    const confirmed = Number(typed.replace(/\D/g, ''))
    if (mustType && confirmed !== agentsToConfirm) {
      setProblem(`Type the number of agents who will be unlocked or deactivated: ${agentsToConfirm}`)
      return
    }
    setProblem(undefined)
    apply.mutateAsync({ agents, ...(mustType && { confirmed }) }).then(
      () => {
        // One that waits for its time has a page of its own, and nothing to take back yet.
        if (bulk.startAt !== undefined) return
        watchBulkChange(bulk.id)
        offerUndo()
      },
      (error) => setProblem(error.message),
    )
  }
  return (
    <div className={styles.apply}>
      {mustType && (
        <div className={styles.field}>
          <label htmlFor={id}>Number of agents</label>
          <input
            id={id}
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            aria-invalid={problem !== undefined}
            aria-describedby={`${id}hint`}
            onChange={(event) => setTyped(event.target.value)}
          />
          <p id={`${id}hint`} className={styles.hint}>
            {agentsInWords(agentsToConfirm)} will be unlocked or deactivated. Type the number to continue.
          </p>
        </div>
      )}
      {problem !== undefined && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <footer className={styles.foot}>
        <Button onClick={() => void back()}>Back</Button>
        <Button variant="primary" refusal={why} busy={apply.isPending || isTicking} onClick={send}>
          Apply to {agentsInWords(agents)}
        </Button>
      </footer>
    </div>
  )
}
