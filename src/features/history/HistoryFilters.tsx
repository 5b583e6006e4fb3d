import { useId, useRef } from 'react'
import { changeKind, personIn } from '#contract/history.ts'
import { Button } from '#src/components/Button.tsx'
import { SelectInput } from '#src/components/SelectInput.tsx'
import { DayFilter } from './DayFilter.tsx'
import { DayPresets } from './DayPresets.tsx'
import { KIND_LABELS } from './describe-change.ts'
import { AgentFilter, Chip, PersonChip, ServiceFilter, SkillFilter, UserFilter } from './ObjectFilter.tsx'
import styles from './HistoryFilters.module.css'
import { isFiltered, knownIn, refusalOf, unknownIn, type HistorySearch } from './history-search.ts'
import { AgentChoice, ServiceChoice, SkillChoice } from './ObjectChoices.tsx'
import { PersonFilter } from './PersonFilter.tsx'

const LABELS: Record<keyof HistorySearch, string> = {
  by: 'Person',
  agent: 'Agent',
  skill: 'Skill',
  service: 'Service',
  user: 'User',
  kind: 'Kind of change',
  from: 'From',
  to: 'To',
}

interface HistoryFiltersProps {
  search: HistorySearch
  onChange: (change: Partial<HistorySearch>) => void
  onClear: () => void
}

export function HistoryFilters({ search, onChange, onClear }: HistoryFiltersProps) {
  const wrongId = useId()
  const known = knownIn(search)
  const wrong = refusalOf(known)
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
      {known.by !== undefined && personIn(known.by) ? (
        <PersonChip by={known.by} onRemove={take(() => onChange({ by: undefined }))} />
      ) : (
        <PersonFilter by={known.by} onChange={(by) => onChange({ by })} />
      )}
      <label className={styles.field}>
        Kind of change
        <SelectInput
          value={known.kind ?? ''}
          onChange={(event) => onChange({ kind: changeKind.safeParse(event.target.value).data })}
        >
          <option value="">All kinds</option>
          {Object.entries(KIND_LABELS).map(([kind, label]) => (
            <option key={kind} value={kind}>
              {label}
            </option>
          ))}
        </SelectInput>
      </label>
      <DayFilter label="From" day={known.from} wrongId={describedBy} onChange={(from) => onChange({ from })} />
      <DayFilter label="To" day={known.to} wrongId={describedBy} onChange={(to) => onChange({ to })} />
      {known.agent === undefined ? (
        <AgentChoice onChoose={choose('agent')} />
      ) : (
        <AgentFilter id={known.agent} onRemove={take(() => onChange({ agent: undefined }))} />
      )}
      {known.skill === undefined ? (
        <SkillChoice onChoose={choose('skill')} />
      ) : (
        <SkillFilter id={known.skill} onRemove={take(() => onChange({ skill: undefined }))} />
      )}
      {known.service === undefined ? (
        <ServiceChoice onChoose={choose('service')} />
      ) : (
        <ServiceFilter id={known.service} onRemove={take(() => onChange({ service: undefined }))} />
      )}
      {known.user !== undefined && <UserFilter id={known.user} onRemove={take(() => onChange({ user: undefined }))} />}
      {unknownIn(search).map(({ name, value }) => (
        <Chip
          key={name}
          kind={LABELS[name]}
          name={`${value} not found`}
          onRemove={take(() => onChange({ [name]: undefined }))}
        />
      ))}
      <div className={styles.below}>
        <DayPresets days={known} onChange={onChange} />
        {isFiltered(search) && (
          <Button variant="quiet" size="small" onClick={take(onClear)}>
            Clear filters
          </Button>
        )}
      </div>
      {wrong !== undefined && (
        <p id={wrongId} className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
    </search>
  )
}
