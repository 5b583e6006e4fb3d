import { useState } from 'react'
import { Button } from '#src/components/Button.tsx'
import { MenuItems } from '#src/components/MenuItems.tsx'
import { Popover } from '#src/components/Popover.tsx'
import { WidgetTheme } from '#src/components/widgets/WidgetTheme.tsx'
import type { AgentsSearch } from './agents-search.ts'
import { FilterChoices } from './FilterChoices.tsx'
import styles from './FilterPanel.module.css'
import { FILTER_LABELS, FILTERS, filtersOf, nextIndex, withFilter, type Filter, type FilterName } from './filters.ts'

interface FilterPanelProps {
  anchor: HTMLElement
  /** The one to change; undefined to choose a new one. */
  filter?: Filter
  search: AgentsSearch
  without: readonly FilterName[]
  onChange: (change: Partial<AgentsSearch>) => void
  onClose: () => void
}

/** The menu of filters, then the choices of one: each takes effect at once. */
export function FilterPanel({ anchor, filter, search, without, onChange, onClose }: FilterPanelProps) {
  const [chosen, setChosen] = useState<Pick<Filter, 'name' | 'index'> | undefined>(filter)
  if (!chosen)
    return (
      <Popover key="menu" anchor={anchor} role="menu" label="Filter" onClose={onClose}>
        <MenuItems
          items={FILTERS.filter((name) => !without.includes(name)).map((name) => [name, FILTER_LABELS[name]] as const)}
          onChoose={(name) => setChosen({ name, index: nextIndex(search, name) })}
        />
      </Popover>
    )
  const { name, index } = chosen
  const value = filtersOf(search).find((each) => each.name === name && each.index === index)?.value
  return (
    <Popover key={name} anchor={anchor} role="dialog" label={FILTER_LABELS[name]} onClose={onClose}>
      <div className={styles.panel}>
        <h2>{FILTER_LABELS[name]}</h2>
        <WidgetTheme>
          <FilterChoices name={name} value={value} onChange={(next) => onChange(withFilter(search, chosen, next))} />
        </WidgetTheme>
        <footer className={styles.actions}>
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </footer>
      </div>
    </Popover>
  )
}
