import { useId, useRef } from 'react'
import { changeKind, personIn } from '#contract/history.ts'
import { Button } from '#src/components/Button.tsx'
import { DayFilter } from './DayFilter.tsx'
import { DayPresets } from './DayPresets.tsx'
import { KIND_LABELS } from './describe-change.ts'
import { AgentFilter, PersonChip, ServiceFilter, SkillFilter, UserFilter } from './ObjectFilter.tsx'
import styles from './HistoryFilters.module.css'
import { isFiltered, refusalOf, type HistorySearch } from './history-search.ts'
import { AgentChoice, ServiceChoice, SkillChoice } from './ObjectChoices.tsx'
import { PersonFilter } from './PersonFilter.tsx'

interface HistoryFiltersProps {
  search: HistorySearch
  onChange: (change: Partial<HistorySearch>) => void
  onClear: () => void
}

export function HistoryFilters({ search, onChange, onClear }: HistoryFiltersProps) {
  const wrongId = useId()
  const wrong = refusalOf(search)
  const describedBy = wrong === undefined ? undefined : wrongId
  const filters = useRef<HTMLElement>(null)
  // The button that removes a filter goes with it, so the focus moves to the filters.
  const take = (remove: () => void) => () => {
    filters.current?.focus()
    remove()
  }
  // The field goes when its chip comes.
  const choose = (name: 'agent' | 'skill' | 'service') => (id: number) => {
    filters.current?.focus()
    onChange({ [name]: id })
  }
  return (
    <search ref={filters} tabIndex={-1} className={styles.filters}>
      {search.by !== undefined && personIn(search.by) ? (
        <PersonChip by={search.by} onRemove={take(() => onChange({ by: undefined }))} />
      ) : (
        <PersonFilter by={search.by} onChange={(by) => onChange({ by })} />
      )}
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
      <DayFilter label="From" day={search.from} wrongId={describedBy} onChange={(from) => onChange({ from })} />
      <DayFilter label="To" day={search.to} wrongId={describedBy} onChange={(to) => onChange({ to })} />
      {search.agent === undefined ? (
        <AgentChoice onChoose={choose('agent')} />
      ) : (
        <AgentFilter id={search.agent} onRemove={take(() => onChange({ agent: undefined }))} />
      )}
      {search.skill === undefined ? (
        <SkillChoice onChoose={choose('skill')} />
      ) : (
        <SkillFilter id={search.skill} onRemove={take(() => onChange({ skill: undefined }))} />
      )}
      {search.service === undefined ? (
        <ServiceChoice onChoose={choose('service')} />
      ) : (
        <ServiceFilter id={search.service} onRemove={take(() => onChange({ service: undefined }))} />
      )}
      {search.user !== undefined && (
        <UserFilter id={search.user} onRemove={take(() => onChange({ user: undefined }))} />
      )}
      {isFiltered(search) && (
        <Button variant="quiet" onClick={take(onClear)}>
          Clear filters
        </Button>
      )}
      <DayPresets days={search} onChange={onChange} />
      {wrong !== undefined && (
        <p id={wrongId} className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
    </search>
  )
}
