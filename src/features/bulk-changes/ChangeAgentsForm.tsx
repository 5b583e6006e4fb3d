import { useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { PLANNED_CHANGES, type PlannedChange } from '#contract/planned-changes.ts'
import { BULK_ACCESS, usePlanBulkChange } from '#src/api/bulk-changes.ts'
import { useAccessRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { CloseIcon } from '#src/components/icons/CloseIcon.tsx'
import { MenuItems } from '#src/components/MenuItems.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { Popover } from '#src/components/Popover.tsx'
import { usePopoverAnchor } from '#src/components/use-popover-anchor.ts'
import { handedOver } from '#src/domain/chosen-agents.ts'
import styles from './BulkChanges.module.css'
import { ChangeFields } from './ChangeFields.tsx'
import { CHANGE_LABELS } from './change-words.ts'
import { newChange, readChanges, type DraftChange } from './draft-changes.ts'

const MENU = PLANNED_CHANGES.map((kind) => [kind, CHANGE_LABELS[kind]] as const)

/** Puts a bulk change together: which agents, which changes, why. Nothing is changed before its preview is applied. */
export function ChangeAgentsForm({ first }: { first: PlannedChange['kind'] | undefined }) {
  const id = useId()
  const navigate = useNavigate()
  const refusal = useAccessRefusal(BULK_ACCESS)
  const [chosen] = useState(handedOver)
  const [isPasting, setIsPasting] = useState(chosen === undefined)
  const [pasted, setPasted] = useState('')
  const [drafts, setDrafts] = useState<readonly DraftChange[]>(first ? [newChange(1, first)] : [])
  const [nextKey, setNextKey] = useState(2)
  const [reason, setReason] = useState('')
  const [problems, setProblems] = useState<ReadonlyMap<number, string>>(new Map())
  const [problem, setProblem] = useState<string>()
  const { anchor, close, button } = usePopoverAnchor()
  const plan = usePlanBulkChange()

  const add = (kind: PlannedChange['kind']) => {
    close()
    setDrafts((current) => [...current, newChange(nextKey, kind)])
    setNextKey((key) => key + 1)
    setProblem(undefined)
  }
  const preview = () => {
    const who = isPasting ? { pasted } : chosen?.who
    if (!who || (isPasting && !pasted.trim())) return setProblem('Paste at least one login ID.')
    if (!drafts.length) return setProblem('Add at least one change.')
    const { changes, problems: found } = readChanges(drafts)
    setProblems(found ?? new Map())
    if (!changes) return setProblem('Complete the changes above.')
    setProblem(undefined)
    return plan
      .mutateAsync({ who, changes, ...(reason.trim() && { reason: reason.trim() }) })
      .then(({ id: bulkChange }) => navigate({ to: '/bulk-changes/$id', params: { id: bulkChange } }))
      .catch((error: Error) => setProblem(error.message))
  }

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (refusal === undefined) void preview()
      }}
    >
      <Panel title="Agents">
        <div className={styles.body}>
          {chosen && (
            <fieldset className={styles.levels} aria-label="Which agents">
              <label className={styles.choice}>
                <input type="radio" name={`${id}who`} checked={!isPasting} onChange={() => setIsPasting(false)} />
                {chosen.words}
              </label>
              <label className={styles.choice}>
                <input type="radio" name={`${id}who`} checked={isPasting} onChange={() => setIsPasting(true)} />
                Paste login IDs
              </label>
            </fieldset>
          )}
          {isPasting && (
            <div className={styles.field}>
              <label htmlFor={`${id}pasted`}>Login IDs</label>
              <textarea
                id={`${id}pasted`}
                rows={6}
                spellCheck={false}
                value={pasted}
                aria-describedby={`${id}pastedhint`}
                onChange={(event) => setPasted(event.target.value)}
              />
              <p id={`${id}pastedhint`} className={styles.hint}>
                One per line, or separated by commas, semicolons or tabs. Up to 100,000.
              </p>
            </div>
          )}
        </div>
      </Panel>
      <Panel title="Changes" count={drafts.length || undefined}>
        <div className={styles.body}>
          {drafts.map((draft, index) => (
            <section key={draft.key} className={styles.change} aria-label={`Change ${index + 1}`}>
              <header>
                <h3>{CHANGE_LABELS[draft.kind]}</h3>
                <Button
                  variant="icon"
                  data-goes
                  aria-label={`Remove change ${index + 1}`}
                  onClick={() => setDrafts((current) => current.filter(({ key }) => key !== draft.key))}
                >
                  <CloseIcon />
                </Button>
              </header>
              <ChangeFields
                change={draft}
                problem={problems.get(draft.key)}
                onChange={(changed) =>
                  setDrafts((current) => current.map((each) => (each.key === draft.key ? changed : each)))
                }
              />
            </section>
          ))}
          <div>
            <Button aria-haspopup="menu" {...button}>
              Add change
            </Button>
            {anchor && (
              <Popover anchor={anchor} role="menu" label="Add change" onClose={close}>
                <MenuItems items={MENU} onChoose={add} />
              </Popover>
            )}
          </div>
        </div>
      </Panel>
      <div className={styles.field}>
        <label htmlFor={`${id}reason`}>Reason</label>
        <input
          id={`${id}reason`}
          value={reason}
          maxLength={1000}
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      {problem !== undefined && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <footer className={styles.foot}>
        <Button variant="primary" type="submit" refusal={refusal} busy={plan.isPending}>
          Preview
        </Button>
        <span className={styles.hint}>Nothing changes until you apply the preview.</span>
      </footer>
    </form>
  )
}
