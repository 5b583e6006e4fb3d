import { LockIcon } from '#src/components/icons/LockIcon.tsx'
import { cx } from '#src/lib/cx.ts'
import styles from './AccountStatus.module.css'

/** A word and a mark, never a colour alone. A locked agent can't sign in, active or not, so *Locked* comes first. */
export function AccountStatus({ active, locked = false }: { active: boolean; locked?: boolean }) {
  if (locked)
    return (
      <span className={cx(styles.status, styles.locked)}>
        <LockIcon size={13} />
        Locked
      </span>
    )
  return (
    <span className={cx(styles.status, !active && styles.inactive)}>
      <span className={styles.dot} aria-hidden="true" />
      {active ? 'Active' : 'Inactive'}
    </span>
  )
}
