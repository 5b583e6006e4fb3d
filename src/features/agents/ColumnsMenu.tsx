import { useId, useRef } from 'react'
import { Button } from '#src/components/Button.tsx'
import styles from './ColumnsMenu.module.css'
import { HIDEABLE_COLUMNS } from './hidden-columns.ts'

const GAP = 4

interface ColumnsMenuProps {
  hidden: readonly string[]
  onToggle: (id: string) => void
}

/** Which columns the table has. The browser closes it on Escape and on a click elsewhere, and keeps the focus in order. */
export function ColumnsMenu({ hidden, onToggle }: ColumnsMenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const place = (menu: HTMLElement) => {
    if (!button.current) return
    const { bottom, right } = button.current.getBoundingClientRect()
    // It lies in the top layer, measured from the page's corner, and scrolls with the page.
    menu.style.top = `${bottom + window.scrollY + GAP}px`
    menu.style.right = `${document.documentElement.clientWidth - right}px`
  }
  return (
    <>
      <Button ref={button} popoverTarget={id}>
        Columns
      </Button>
      <div id={id} popover="auto" className={styles.menu} onBeforeToggle={(event) => place(event.currentTarget)}>
        <fieldset>
          <legend>Columns shown</legend>
          {HIDEABLE_COLUMNS.map(([column, label]) => (
            <label key={column} data-column={column}>
              <input type="checkbox" checked={!hidden.includes(column)} onChange={() => onToggle(column)} />
              {label}
            </label>
          ))}
        </fieldset>
        <p className={styles.narrow}>A screen as narrow as this one leaves some of them out.</p>
      </div>
    </>
  )
}
