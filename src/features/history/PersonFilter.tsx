import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { historyQueries } from '#src/api/history.ts'
import { sessionQueries } from '#src/api/session.ts'
import { SearchField } from '#src/components/SearchField.tsx'
import styles from './HistoryFilters.module.css'

interface PersonFilterProps {
  by: string | undefined
  onChange: (by: string | undefined) => void
}

/** The author of the change, chosen from those who made one. It is asked for when the name is finished: half a name may be several. */
export function PersonFilter({ by = '', onChange }: PersonFilterProps) {
  const namesId = useId()
  const { data: session } = useQuery(sessionQueries.current())
  const { data: people = [] } = useQuery(historyQueries.people())
  const [text, setText] = useState(by)
  const [seen, setSeen] = useState(by)
  // A name from elsewhere (a link, the back button) replaces the typed text.
  if (by !== seen) {
    setSeen(by)
    setText(by)
  }
  const finish = () => {
    const name = personNamed(text.trim(), people)
    if (name !== by) onChange(name || undefined)
  }
  return (
    <div className={styles.field}>
      <label htmlFor={`${namesId}field`}>Person</label>
      <SearchField
        id={`${namesId}field`}
        list={namesId}
        value={text}
        placeholder="Anyone"
        maxLength={100}
        onChange={({ target: { value } }) => {
          setText(value)
          if (people.includes(value) && !people.some((name) => name !== value && name.startsWith(value)))
            onChange(value)
        }}
        onBlur={finish}
        onClear={() => {
          setText('')
          onChange(undefined)
        }}
        onKeyDown={(event) => event.key === 'Enter' && finish()}
      />
      <datalist id={namesId}>
        {session && !people.includes(session.name) && <option value={session.name}>You</option>}
        {people.map((name) => (
          <option key={name} value={name}>
            {name === session?.name ? 'You' : undefined}
          </option>
        ))}
      </datalist>
    </div>
  )
}

/** A whole name as it is, and a part of one name alone as that name. */
function personNamed(text: string, people: readonly string[]): string {
  if (!text || people.includes(text)) return text
  const found = people.filter((name) => name.toLowerCase().includes(text.toLowerCase()))
  return found.length === 1 ? (found[0] ?? text) : text
}
