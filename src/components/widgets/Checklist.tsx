import TextField from '@mui/material/TextField'
import { useId, type ReactNode } from 'react'
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
      <search>
        <TextField
          type="search"
          label={searchLabel}
          placeholder={placeholder}
          value={text}
          onChange={(event) => onType(event.target.value)}
          // Enter here would submit a form in which nothing may be ticked yet.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          autoFocus={autoFocus}
          autoComplete="off"
          slotProps={{
            htmlInput: { 'aria-controls': listId, autoCapitalize: 'off', spellCheck: false, maxLength: 300 },
          }}
        />
      </search>
      <div id={listId} className={styles.list} role="group" aria-label={label} aria-busy={busy}>
        {children}
      </div>
    </>
  )
}
