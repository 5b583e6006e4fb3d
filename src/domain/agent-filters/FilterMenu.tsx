import type { KeyboardEvent } from 'react'
import styles from './FilterPanel.module.css'
import { FILTER_LABELS, FILTERS, type FilterName } from './filters.ts'

interface FilterMenuProps {
  without: readonly FilterName[]
  onChoose: (name: FilterName) => void
}

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')]
  const at = items.findIndex((item) => item === document.activeElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  items[to % items.length]?.focus()
}

export const FilterMenu = ({ without, onChoose }: FilterMenuProps) => (
  // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of the items inside, which have the focus
  <div className={styles.menu} onKeyDown={moveFocus}>
    {FILTERS.filter((name) => !without.includes(name)).map((name, index) => (
      <button
        key={name}
        type="button"
        role="menuitem"
        className={styles.item}
        autoFocus={index === 0}
        onClick={() => onChoose(name)}
      >
        {FILTER_LABELS[name]}
      </button>
    ))}
  </div>
)
