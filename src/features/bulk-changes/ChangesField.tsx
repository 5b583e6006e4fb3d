import { useRef, useState } from 'react'
import { PLANNED_CHANGES, type PlannedChange } from '#contract/planned-changes.ts'
import { Button } from '#src/components/Button.tsx'
import { CloseIcon } from '#src/components/icons/CloseIcon.tsx'
import { MenuItems } from '#src/components/MenuItems.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { Popover } from '#src/components/Popover.tsx'
import { usePopoverAnchor } from '#src/components/use-popover-anchor.ts'
import styles from './BulkChanges.module.css'
import { CHANGE_LABELS } from '#src/domain/bulk-change-words.ts'
import { ChangeFields } from './ChangeFields.tsx'
import { readDrafts, withChange, type DraftChange } from './draft-changes.ts'

const MENU = PLANNED_CHANGES.map((kind) => [kind, CHANGE_LABELS[kind]] as const)

interface ChangesFieldProps {
  drafts: readonly DraftChange[]
  /** The key of the last change that *Preview* was pressed with: one added since is not complete yet, and need not be. */
  checkedTo: number | undefined
  /** The server's refusals, by the key of the change. */
  refusals: ReadonlyMap<number, string>
  onChange: (drafts: readonly DraftChange[]) => void
}

/** The changes that are to be made, each with its fields. One that contradicts another is refused where it is added. */
export function ChangesField({ drafts, checkedTo, refusals, onChange }: ChangesFieldProps) {
  const { anchor, close, button } = usePopoverAnchor()
  const addButton = useRef<HTMLButtonElement>(null)
  const toFocus = useRef<number>(undefined)
  const [refused, setRefused] = useState<string>()
  const { contradicting, incomplete } = readDrafts(drafts)
  const problemOf = ({ key }: DraftChange) =>
    contradicting.get(key) ??
    refusals.get(key) ??
    (checkedTo !== undefined && key <= checkedTo ? incomplete.get(key) : undefined)
  const problem = refused ?? (checkedTo !== undefined && !drafts.length ? 'Add at least one change' : undefined)

  const change = (changed: readonly DraftChange[]) => {
    setRefused(undefined)
    onChange(changed)
  }
  const add = (kind: PlannedChange['kind']) => {
    close()
    const result = withChange(drafts, kind)
    if (result.problem !== undefined) {
      setRefused(`${CHANGE_LABELS[kind]}: ${result.problem}`)
      addButton.current?.focus()
      return
    }
    toFocus.current = result.added.key
    change(result.drafts)
  }
  /** The first thing to fill in, or the next step where there is none. */
  const focusAdded = (section: HTMLElement) => {
    toFocus.current = undefined
    const field = section.querySelector<HTMLElement>('input:not([type=radio], [type=checkbox])')
    ;(field ?? addButton.current)?.focus()
  }

  return (
    <Panel title="Changes" count={drafts.length || undefined}>
      <div className={styles.body}>
        {drafts.map((draft, index) => (
          <section
            key={draft.key}
            ref={(section) => {
              if (section && toFocus.current === draft.key) focusAdded(section)
            }}
            className={styles.change}
            aria-label={`Change ${index + 1}`}
          >
            <header>
              <h3>{CHANGE_LABELS[draft.kind]}</h3>
              <Button
                variant="icon"
                data-goes
                aria-label={`Remove change ${index + 1}`}
                onClick={(event) => {
                  // The button goes, and the focus would go with it: the next one, or *Add change*, has it.
                  const next = event.currentTarget.closest('section')?.nextElementSibling
                  next?.querySelector('button')?.focus()
                  change(drafts.filter(({ key }) => key !== draft.key))
                }}
              >
                <CloseIcon />
              </Button>
            </header>
            <ChangeFields
              change={draft}
              problem={problemOf(draft)}
              onChange={(changed) => change(drafts.map((each) => (each.key === draft.key ? changed : each)))}
            />
          </section>
        ))}
        <div>
          <Button ref={addButton} aria-haspopup="menu" {...button}>
            Add change
          </Button>
          {anchor && (
            <Popover anchor={anchor} role="menu" label="Add change" onClose={close}>
              <MenuItems items={MENU} onChoose={add} />
            </Popover>
          )}
        </div>
        {problem !== undefined && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
      </div>
    </Panel>
  )
}
