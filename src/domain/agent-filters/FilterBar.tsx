import { useRef, useState } from 'react'
import { Button } from '#src/components/Button.tsx'
import { CloseIcon } from '#src/components/icons/CloseIcon.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import type { AgentsSearch } from './agents-search.ts'
import { filterWords, labelOf } from './filter-words.ts'
import { filtersOf, withFilter, WITHOUT_FILTERS, type Filter, type FilterName } from './filters.ts'
import { useFilterNames } from './use-filter-names.ts'
import styles from './FilterBar.module.css'

// The parts that only an open filter needs load when one opens.
const FilterPanel = lazyDialog(() => import('./FilterPanel.tsx').then(({ FilterPanel: panel }) => panel))

interface FilterBarProps {
  search: AgentsSearch
  /** Filters that make no sense here. */
  without: readonly FilterName[]
  onChange: (change: Partial<AgentsSearch>) => void
}

/** The button that adds a filter, and a chip for each in force: to change it, or to remove it. */
export function FilterBar({ search, without, onChange }: FilterBarProps) {
  const button = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  const [open, setOpen] = useState<{ anchor: HTMLElement; filter?: Filter }>()
  const filters = filtersOf(search).filter(({ name }) => !without.includes(name))
  const names = useFilterNames(filters)
  const remove = (filter: Filter) => {
    onChange(withFilter(search, filter, undefined))
    // The chip goes, and the focus would go with it.
    button.current?.focus()
  }
  return (
    <div className={styles.bar}>
      <Button
        ref={button}
        aria-haspopup="menu"
        aria-expanded={open !== undefined && !open.filter}
        // The browser closes the menu when its button is pressed: the click that follows must not open it again.
        onPointerDown={() => {
          wasOpen.current = open !== undefined
        }}
        onClick={(event) => {
          if (!wasOpen.current) setOpen({ anchor: event.currentTarget })
          wasOpen.current = false
        }}
      >
        Filter
      </Button>
      {filters.map((filter) => (
        <span key={`${filter.name} ${filter.index}`} className={styles.chip}>
          <button
            type="button"
            aria-haspopup="dialog"
            onClick={(event) => setOpen({ anchor: event.currentTarget, filter })}
          >
            {labelOf(filter)}: <bdi>{filterWords(filter, names)}</bdi>
          </button>
          <button
            type="button"
            data-goes
            aria-label={`Remove filter ${labelOf(filter)}`}
            onClick={() => remove(filter)}
          >
            <CloseIcon size={12} />
          </button>
        </span>
      ))}
      {filters.length > 1 && (
        <Button
          variant="quiet"
          size="small"
          onClick={() => {
            onChange(WITHOUT_FILTERS)
            button.current?.focus()
          }}
        >
          Clear filters
        </Button>
      )}
      {open && (
        <FilterPanel
          {...open}
          search={search}
          without={without}
          onChange={onChange}
          onClose={() => {
            setOpen(undefined)
            if (open.anchor.isConnected) open.anchor.focus()
          }}
        />
      )}
    </div>
  )
}
