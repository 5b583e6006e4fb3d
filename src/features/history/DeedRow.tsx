import { useId, type ReactNode } from 'react'
import type { Change } from '#contract/history.ts'
import { RelativeTime } from '#src/components/RelativeTime.tsx'
import styles from './ChangeList.module.css'
import { Origin } from './Origin.tsx'

interface DeedRowProps {
  newest: Change
  title: ReactNode
  /** Receives the id of the title, for `aria-describedby`. */
  below?: (titleId: string) => ReactNode
  undo: (titleId: string) => ReactNode
}

/** A row of the history: a title, its author, its time and its undo. */
export function DeedRow({ newest, title, below, undo }: DeedRowProps) {
  const titleId = useId()
  return (
    <div className={styles.row}>
      <div className={styles.what}>
        <p id={titleId}>{title}</p>
        {below?.(titleId)}
      </div>
      <Origin change={newest} />
      <p className={styles.when}>
        <RelativeTime time={newest.at} capital />
      </p>
      <div className={styles.undo}>{undo(titleId)}</div>
    </div>
  )
}
