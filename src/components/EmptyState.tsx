import type { ReactNode } from 'react'
import styles from './Notice.module.css'

/** Says that there is nothing to show, why, and how to go on. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.notice}>
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  )
}
