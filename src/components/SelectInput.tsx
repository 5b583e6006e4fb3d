import type { ComponentPropsWithoutRef } from 'react'
import { ChevronDownIcon } from './icons/ChevronDownIcon.tsx'
import styles from './SelectInput.module.css'

/** The browser's select under the drawing of our other fields. */
export function SelectInput(props: Omit<ComponentPropsWithoutRef<'select'>, 'className'>) {
  return (
    <span className={styles.field}>
      <select {...props} />
      <ChevronDownIcon size={14} />
    </span>
  )
}
