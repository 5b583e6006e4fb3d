import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { bulkChangeOperations } from '#contract/bulk-change-operations.ts'
import { MOST_UNTICKED, type BulkChange } from '#contract/bulk-changes.ts'
import type { PlannedChange } from '#contract/planned-changes.ts'
import { bulkChangeQueries, usePlanBulkChange } from '#src/api/bulk-changes.ts'
import { useRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { notify } from '#src/components/toast.ts'
import { handedOver } from '#src/domain/chosen-agents.ts'
import { formatCount } from '#src/lib/format.ts'
import styles from './BulkChanges.module.css'
import { bodyOf, problemsOfTimes, type ChangeForm } from './change-form.ts'
import { ChangesField } from './ChangesField.tsx'
import { withChange } from './draft-changes.ts'
import { keepForm, keptForm } from './kept-form.ts'
import { NONE, refusalsIn, type Refusals } from './refusals.ts'
import { TimesFields } from './TimesFields.tsx'
import { WhoField } from './WhoField.tsx'

interface ChangeAgentsFormProps {
  /** The change to begin with. */
  first: PlannedChange['kind'] | undefined
  /** The name under which agents were handed over. */
  chosen: string | undefined
  /** The preview that somebody comes back from. */
  preview: number | undefined
}

/** Puts a bulk change together: which agents, which changes, why, and when. Nothing is changed before its preview is applied. */
export function ChangeAgentsForm({ first, chosen: chosenName, preview }: ChangeAgentsFormProps) {
  const id = useId()
  const navigate = useNavigate({ from: '/bulk-changes/new' })
  const queryClient = useQueryClient()
  const refusal = useRefusal(bulkChangeOperations.createBulkChange)
  const [kept] = useState(() => (preview === undefined ? undefined : keptForm(preview)))
  const [form, setForm] = useState<ChangeForm>(() => kept ?? newForm(first, chosenName))
  /** *Preview* was pressed: from now on the fields show their errors. */
  const [checkedTo, setCheckedTo] = useState<number>()
  const [refusals, setRefusals] = useState<Refusals>(NONE)
  const plan = usePlanBulkChange()
  const element = useRef<HTMLFormElement>(null)
  const change = (changed: Partial<ChangeForm>) => {
    setForm((current) => ({ ...current, ...changed }))
    setRefusals(NONE)
  }

  /** The preview that somebody comes back from, while it is still one. */
  const findEarlier = async (): Promise<BulkChange | undefined> => {
    if (preview === undefined || !kept) return undefined
    const earlier = await queryClient
      .fetchQuery({ ...bulkChangeQueries.detail(preview), staleTime: 0 })
      .catch(() => undefined)
    return earlier?.status === 'Draft' ? earlier : undefined
  }

  const openPreview = async () => {
    const body = bodyOf(form)
    flushSync(() => setCheckedTo(form.drafts.at(-1)?.key ?? 0))
    if (!body) {
      element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
      return
    }
    setRefusals(NONE)
    try {
      const earlier = await findEarlier()
      const isSame = kept && JSON.stringify(body) === JSON.stringify(bodyOf(kept))
      const made = (isSame && earlier?.id) || (await plan.mutateAsync({ ...body, untickedOf: earlier?.id })).id
      if (earlier && earlier.id !== made && earlier.items.unticked > MOST_UNTICKED)
        notify(`All rows are ticked again: at most ${formatCount(MOST_UNTICKED)} can stay unticked.`)
      keepForm(made, form)
      // The browser's own way back leads to the form as it was, too.
      await navigate({ search: { preview: made }, replace: true })
      await navigate({ to: '/bulk-changes/$id', params: { id: made } })
    } catch (error) {
      flushSync(() => setRefusals(refusalsIn(error, form.drafts)))
      element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
    }
  }

  return (
    <form
      ref={element}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (refusal === undefined) void openPreview()
      }}
    >
      {(chosenName ?? preview) !== undefined && !form.chosen && !kept && (
        <p className={styles.hint}>
          Your selection is no longer available in this tab. Paste login IDs, or select agents in a list again.
        </p>
      )}
      <WhoField form={form} isChecked={checkedTo !== undefined} refusal={refusals.who} onChange={change} />
      <ChangesField
        drafts={form.drafts}
        checkedTo={checkedTo}
        refusals={refusals.ofChanges}
        onChange={(drafts) => change({ drafts })}
      />
      <div className={styles.field}>
        <label htmlFor={`${id}reason`}>Reason</label>
        <input
          id={`${id}reason`}
          value={form.reason}
          maxLength={1000}
          autoComplete="off"
          onChange={(event) => change({ reason: event.target.value })}
        />
      </div>
      <TimesFields
        form={form}
        problems={new Map([...(checkedTo === undefined ? [] : problemsOfTimes(form)), ...refusals.ofTimes])}
        onChange={change}
      />
      {refusals.other !== undefined && (
        <p role="alert" className={styles.problem}>
          {refusals.other}
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

function newForm(first: PlannedChange['kind'] | undefined, chosenName: string | undefined): ChangeForm {
  const chosen = chosenName === undefined ? undefined : handedOver(chosenName)
  const begun = first && withChange([], first)
  return {
    chosen,
    isPasting: chosen === undefined,
    typed: '',
    blocks: [],
    drafts: begun && 'drafts' in begun ? begun.drafts : [],
    reason: '',
  }
}
