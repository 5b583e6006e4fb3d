import { useId } from 'react'
import { Button } from '#src/components/Button.tsx'
import { Popover } from '#src/components/Popover.tsx'
import { usePopoverAnchor } from '#src/components/use-popover-anchor.ts'
import { AGENT_COLUMNS, ALWAYS_SHOWN, columnsOf } from './columns.ts'
import type { Density, Look } from './column-choice.ts'
import styles from './ColumnsMenu.module.css'

const DENSITIES: readonly (readonly [Density, string])[] = [
  ['comfortable', 'Comfortable'],
  ['compact', 'Compact'],
]

interface ColumnsMenuProps {
  look: Look
  onChange: (look: Look) => void
}

/** The table's columns, their order, and the distance of its rows. */
export function ColumnsMenu(props: ColumnsMenuProps) {
  const { anchor, close, button } = usePopoverAnchor()
  return (
    <>
      <Button {...button}>Columns</Button>
      {anchor && (
        <Popover anchor={anchor} onClose={close}>
          <ColumnsChoice {...props} />
        </Popover>
      )}
    </>
  )
}

function ColumnsChoice({ look, onChange }: ColumnsMenuProps) {
  const id = useId()
  const { columns } = look
  // The login ID always stands first, so there is nothing to choose.
  const movable = columns.filter((column) => column !== ALWAYS_SHOWN)
  const shown = columnsOf(movable)
  const hidden = AGENT_COLUMNS.filter((column) => !columns.includes(column.id))
  const toggle = (column: string) =>
    onChange({
      ...look,
      columns: columns.includes(column) ? columns.filter((other) => other !== column) : [...columns, column],
    })
  const move = (column: string, by: -1 | 1) => {
    const at = movable.indexOf(column)
    const others = movable.filter((other) => other !== column)
    onChange({ ...look, columns: [ALWAYS_SHOWN, ...others.slice(0, at + by), column, ...others.slice(at + by)] })
  }
  return (
    <div className={styles.menu}>
      <fieldset>
        <legend>Columns shown</legend>
        {[...shown, ...hidden].map(({ id: column, header }) => (
          <div key={column} className={styles.column} data-column={column}>
            <label>
              <input type="checkbox" checked={columns.includes(column)} onChange={() => toggle(column)} />
              {header}
            </label>
            {columns.includes(column) && (
              <span className={styles.moves}>
                <Button
                  variant="icon"
                  aria-label={`Move ${header} left`}
                  disabled={movable.indexOf(column) === 0}
                  onClick={() => move(column, -1)}
                >
                  ↑
                </Button>
                <Button
                  variant="icon"
                  aria-label={`Move ${header} right`}
                  disabled={movable.indexOf(column) === movable.length - 1}
                  onClick={() => move(column, 1)}
                >
                  ↓
                </Button>
              </span>
            )}
          </div>
        ))}
      </fieldset>
      <fieldset>
        <legend>Density</legend>
        {DENSITIES.map(([density, label]) => (
          <label key={density}>
            <input
              type="radio"
              name={`${id}density`}
              checked={look.density === density}
              onChange={() => onChange({ ...look, density })}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <p className={styles.narrow}>This screen is too narrow to show all of them.</p>
    </div>
  )
}
