import { useEffect, useRef, type KeyboardEvent } from 'react'
import { singleKeys } from '#src/lib/single-keys.ts'

interface RowKeys {
  /** How many rows are known. */
  count: number
  /** Scrolls a row into the window, which draws it. */
  show: (index: number) => void
  select: (index: number, range: boolean) => void
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }

/**
 * Returns the keys of a table of agents. From a row's link or box, the arrows, Home and End go to the same in another row; with
 * shift they select on the way. `x` selects the row, unless single keys are off. A slider keeps its arrows.
 */
export function useRowKeys({ count, show, select }: RowKeys) {
  const wanted = useRef<{ index: number; control: string }>(undefined)
  const table = useRef<HTMLTableElement>(null)

  // A row that was not drawn yet takes the focus once it is.
  useEffect(() => {
    if (wanted.current && table.current) focusRow(table.current, wanted.current)
    wanted.current = undefined
  })

  return (event: KeyboardEvent<HTMLTableElement>) => {
    table.current = event.currentTarget
    const { target } = event
    if (!(target instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return
    const control = target.matches('a')
      ? 'a'
      : target.matches('input[type=checkbox]')
        ? 'input[type=checkbox]'
        : undefined
    const row = target.closest('tbody tr')
    if (!row || control === undefined) return
    const index = Number(row.getAttribute('aria-rowindex')) - 2
    if (event.key === 'x' && singleKeys() === 'on') {
      event.preventDefault()
      select(index, event.shiftKey)
      return
    }
    const step = STEPS[event.key]
    const to =
      event.key === 'Home' ? 0 : event.key === 'End' ? count - 1 : step === undefined ? undefined : index + step
    if (to === undefined) return
    event.preventDefault()
    const next = Math.max(0, Math.min(count - 1, to))
    if (event.shiftKey && next !== index) select(next, true)
    if (focusRow(event.currentTarget, { index: next, control })) return
    wanted.current = { index: next, control }
    show(next)
  }
}

function focusRow(table: HTMLTableElement, { index, control }: { index: number; control: string }): boolean {
  const element = table.querySelector<HTMLElement>(`tr[aria-rowindex="${index + 2}"] ${control}`)
  element?.focus()
  return element !== null
}
