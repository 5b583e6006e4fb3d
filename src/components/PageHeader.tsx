import type { ReactNode } from 'react'
import { Isolated } from './Isolated.tsx'
import styles from './PageHeader.module.css'

interface PageHeaderProps {
  title: string
  count?: ReactNode
  actions?: ReactNode
}

export const PageHeader = ({ title, count, actions }: PageHeaderProps) => (
  <header className={styles.header}>
    <h1>
      <Isolated text={title} /> {count}
    </h1>
    <div className={styles.actions}>{actions}</div>
  </header>
)
