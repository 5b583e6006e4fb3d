import type { Change } from '#contract/history.ts'
import styles from './ChangeList.module.css'

/** Says why there is nothing to undo of a deed, where there was something once. */
export function WhyNoUndo({ changes }: { changes: readonly Change[] }) {
  const isSuperseded = changes.some(({ supersededBy }) => supersededBy !== undefined)
  const isUndone = changes.some(({ undoneBy }) => undoneBy !== undefined)
  return (
    (isSuperseded || isUndone) && <span className={styles.undone}>{isSuperseded ? 'Changed again' : 'Undone'}</span>
  )
}
