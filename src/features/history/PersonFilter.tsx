import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { sessionQueries } from '#src/api/session.ts'
import styles from './HistoryFilters.module.css'

interface PersonFilterProps {
  by: string | undefined
  onChange: (by: string | undefined) => void
}

/** The author of the change, by their whole name. It is asked for when the name is finished: half a name is nobody's. */
export function PersonFilter({ by = '', onChange }: PersonFilterProps) {
  const namesId = useId()
  const { data: session } = useQuery(sessionQueries.current())
  const [text, setText] = useState(by)
  const [seen, setSeen] = useState(by)
  // A name that comes from elsewhere (a link, the back button) replaces what is typed.
  if (by !== seen) {
    setSeen(by)
    setText(by)
  }
  const finish = () => {
    const name = text.trim()
    if (name !== by) onChange(name || undefined)
  }
  return (
    <label className={styles.field}>
      Person
      <input
        type="search"
        list={namesId}
        value={text}
        placeholder="Whole user name"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={100}
        onChange={(event) => setText(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => event.key === 'Enter' && finish()}
      />
      <datalist id={namesId}>{session && <option value={session.name}>You</option>}</datalist>
    </label>
  )
}
