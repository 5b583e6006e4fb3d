import { Skeleton } from '#src/components/Skeleton.tsx'
import styles from './ChangeList.module.css'

const WIDTHS = [132, 176, 108, 150]

export const ChangeListSkeleton = ({ count }: { count: number }) => (
  <div className={styles.list} aria-hidden="true">
    {Array.from({ length: count }, (_, row) => (
      <div key={row} className={styles.row}>
        <p className={styles.what}>
          <Skeleton width={WIDTHS[row % WIDTHS.length] ?? '40%'} />
        </p>
        <p className={styles.origin}>
          <Skeleton width={140} />
        </p>
        <p className={styles.when}>
          <Skeleton width={64} />
        </p>
      </div>
    ))}
  </div>
)
