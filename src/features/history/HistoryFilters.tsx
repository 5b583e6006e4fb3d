import { useId, useRef } from 'react'
import { changeKind } from '#contract/history.ts'
import { Button } from '#src/components/Button.tsx'
import { KIND_LABELS } from './describe-change.ts'
import { AgentFilter, SkillFilter, UserFilter } from './ObjectFilter.tsx'
import styles from './HistoryFilters.module.css'
import { isFiltered, refusalOf, type HistorySearch } from './history-search.ts'
import { PersonFilter } from './PersonFilter.tsx'

interface HistoryFiltersProps {
  search: HistorySearch
  onChange: (change: Partial<HistorySearch>) => void
  onClear: () => void
}

export function HistoryFilters({ search, onChange, onClear }: HistoryFiltersProps) {
  const wrongId = useId()
  const wrong = refusalOf(search)
  const filters = useRef<HTMLElement>(null)
  // What takes a filter away goes with it, so the focus goes to the filters.
  const take = (remove: () => void) => () => {
    filters.current?.focus()
    remove()
  }
  const day = (name: 'from' | 'to', label: string) => (
    <label className={styles.field}>
      {label}
      <input
        type="date"
        value={search[name] ?? ''}
        max="9999-12-31"
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong === undefined ? undefined : wrongId}
        onChange={(event) => onChange({ [name]: event.target.value || undefined })}
      />
    </label>
  )
  return (
    <search ref={filters} tabIndex={-1} className={styles.filters}>
      <PersonFilter by={search.by} onChange={(by) => onChange({ by })} />
      <label className={styles.field}>
        Kind of change
        <select
          value={search.kind ?? ''}
          onChange={(event) => onChange({ kind: changeKind.safeParse(event.target.value).data })}
        >
          <option value="">All kinds</option>
          {Object.entries(KIND_LABELS).map(([kind, label]) => (
            <option key={kind} value={kind}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {day('from', 'From')}
      {day('to', 'To')}
      {search.agent !== undefined && (
        <AgentFilter id={search.agent} onRemove={take(() => onChange({ agent: undefined }))} />
      )}
      {search.skill !== undefined && (
        <SkillFilter id={search.skill} onRemove={take(() => onChange({ skill: undefined }))} />
      )}
      {search.user !== undefined && (
        <UserFilter id={search.user} onRemove={take(() => onChange({ user: undefined }))} />
      )}
      {isFiltered(search) && (
        <Button variant="quiet" onClick={take(onClear)}>
          Clear filters
        </Button>
      )}
      {wrong !== undefined && (
        <p id={wrongId} className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
    </search>
  )
}
