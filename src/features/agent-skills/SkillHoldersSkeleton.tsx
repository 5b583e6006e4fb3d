import { Skeleton } from '#src/components/Skeleton.tsx'
import styles from './SkillHolders.module.css'

const WIDTHS = [96, 72, 120, 88, 104, 80, 112, 92]

export const SkillHoldersSkeleton = () => (
  <div aria-hidden="true">
    <div className={styles.head} />
    {WIDTHS.map((width) => (
      <div key={width} className={styles.row}>
        <span className={styles.who}>
          <Skeleton width={width} />
        </span>
        <span className={styles.slider}>
          <Skeleton height={4} />
          <Skeleton width={26} height={24} />
        </span>
      </div>
    ))}
  </div>
)
