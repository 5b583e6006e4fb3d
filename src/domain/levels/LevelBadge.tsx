import styles from './LevelBadge.module.css'

/** The level as a digit; its colour runs from strong to faint. */
export const LevelBadge = ({ level }: { level: number }) => (
  <span className={styles.badge} data-level={level} aria-hidden="true">
    {level}
  </span>
)
