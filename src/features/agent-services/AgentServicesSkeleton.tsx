import { Skeleton } from '#src/components/Skeleton.tsx'
import styles from './AgentServices.module.css'

export const AgentServicesSkeleton = () => (
  <>
    <p className={styles.group}>
      <Skeleton width={72} height={10} />
    </p>
    <ul>
      {[150, 190, 130].map((width) => (
        <li key={width} className={styles.row}>
          <Skeleton width={width} />
          <span className={styles.mode}>
            <Skeleton width={72} />
          </span>
        </li>
      ))}
    </ul>
  </>
)
