import type { ComponentProps } from 'react'
import { cx } from '#src/lib/cx.ts'
import styles from './MenuItem.module.css'

/** An item of a menu in a `Popover`. */
export const MenuItem = ({ className, ...props }: ComponentProps<'button'>) => (
  <button type="button" role="menuitem" {...props} className={cx(styles.item, className)} />
)
