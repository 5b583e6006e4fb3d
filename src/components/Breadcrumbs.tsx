import { Fragment, type ReactNode } from 'react'
import styles from './Breadcrumbs.module.css'

/** The way here: links, and the name of this page at the end. */
export const Breadcrumbs = ({ links, current }: { links: ReactNode[]; current: ReactNode }) => (
  <nav className={styles.trail} aria-label="Breadcrumbs">
    {links.map((link, index) => (
      // The trail of a page never changes its order.
      <Fragment key={index}>
        {link}
        <span aria-hidden="true">/</span>
      </Fragment>
    ))}
    <bdi aria-current="page">{current}</bdi>
  </nav>
)
