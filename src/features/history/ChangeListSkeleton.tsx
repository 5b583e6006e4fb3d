import { Skeleton } from '#src/components/Skeleton.tsx'
import styles from './ChangeList.module.css'

export const ChangeListSkeleton = () => (
  <div className={styles.list} aria-hidden="true">
    {[132, 176, 108, 150].map((width) => (
      <div key={width} className={styles.row}>
        <p className={styles.what}>
          <Skeleton width={width} />
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
