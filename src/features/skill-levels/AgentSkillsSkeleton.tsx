import { Skeleton } from '#src/components/Skeleton.tsx'
import styles from './AgentSkills.module.css'

export const AgentSkillsSkeleton = () => (
  <>
    <div className={styles.ends} />
    <ul>
      {[96, 72, 120, 88].map((width) => (
        <li key={width} className={styles.row}>
          <Skeleton width={width} />
          <span className={styles.slider}>
            <Skeleton height={4} />
          </span>
          <Skeleton width={26} height={24} />
        </li>
      ))}
    </ul>
  </>
)
