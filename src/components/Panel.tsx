import { useId, type ReactNode } from 'react'
import { formatCount } from '#src/lib/format.ts'
import { Isolated } from './Isolated.tsx'
import styles from './Panel.module.css'

interface PanelProps {
  title: string
  count?: number | undefined
  action?: ReactNode
  children: ReactNode
}

/** A named part of a page. */
export function Panel({ title, count, action, children }: PanelProps) {
  const titleId = useId()
  return (
    <section className={styles.panel} aria-labelledby={titleId}>
      <header className={styles.header}>
        <h2 id={titleId}>
          <Isolated text={title} />
        </h2>
        {count !== undefined && <span className={styles.count}>{formatCount(count)}</span>}
        <span className={styles.action}>{action}</span>
      </header>
      {children}
    </section>
  )
}
