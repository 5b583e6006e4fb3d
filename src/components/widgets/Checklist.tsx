import { useId, type ReactNode } from 'react'
import { SearchField } from '#src/components/SearchField.tsx'
import styles from './Checklist.module.css'

interface ChecklistProps {
  label: string
  search: { label: string; text: string; placeholder?: string; autoFocus?: boolean; onType: (text: string) => void }
  busy?: boolean
  /** Its `ChecklistOption`s, or a state in their place. */
  children: ReactNode
}

/** A list to tick several things in, and the field that narrows it. */
export function Checklist({
  label,
  search: { label: searchLabel, text, placeholder, autoFocus = false, onType },
  busy = false,
  children,
}: ChecklistProps) {
  const listId = useId()
  return (
    <>
      <search className={styles.search}>
        <label htmlFor={`${listId}search`}>{searchLabel}</label>
        <SearchField
          id={`${listId}search`}
          placeholder={placeholder}
          value={text}
          onChange={(event) => onType(event.target.value)}
          // Enter here would submit a form in which nothing may be ticked yet.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          onClear={() => onType('')}
          autoFocus={autoFocus}
          aria-controls={listId}
        />
      </search>
      <div id={listId} className={styles.list} role="group" aria-label={label} aria-busy={busy}>
        {children}
      </div>
    </>
  )
}
