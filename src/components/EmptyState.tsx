import type { ReactNode } from 'react'
import { Isolated } from './Isolated.tsx'
import styles from './Notice.module.css'

/** Says that there is nothing to show, why, and how to go on. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.notice}>
      <p className={styles.title}>
        <Isolated text={title} />
      </p>
      {children}
    </div>
  )
}
