import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { sessionQueries } from '#src/api/session.ts'
import styles from './HistoryFilters.module.css'

interface PersonFilterProps {
  by: string | undefined
  onChange: (by: string | undefined) => void
}

/** Who made the change, by their whole name. It is asked for when the name is finished: half a name is nobody's. */
export function PersonFilter({ by, onChange }: PersonFilterProps) {
  const namesId = useId()
  const { data: session } = useQuery(sessionQueries.current())
  const finish = (input: HTMLInputElement) => {
    const name = input.value.trim() || undefined
    if (name !== by) onChange(name)
  }
  return (
    <label className={styles.field}>
      Person
      <input
        type="search"
        list={namesId}
        defaultValue={by}
        placeholder="Whole user name"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={100}
        onBlur={(event) => finish(event.currentTarget)}
        onKeyDown={(event) => event.key === 'Enter' && finish(event.currentTarget)}
      />
      <datalist id={namesId}>{session && <option value={session.name}>You</option>}</datalist>
    </label>
  )
}
