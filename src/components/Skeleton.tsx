import styles from './Skeleton.module.css'

/** A grey bar in place of words; `width` is about theirs. */
export const Skeleton = ({ width = '100%', height = 12 }: { width?: number | string; height?: number }) => (
  <span className={styles.bar} style={{ width, height }} aria-hidden="true" />
)
