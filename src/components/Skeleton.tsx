import styles from './Skeleton.module.css'

/** A grey bar where words will be; `width` is what the words will about take. */
export const Skeleton = ({ width = '100%', height = 12 }: { width?: number | string; height?: number }) => (
  <span className={styles.bar} style={{ width, height }} aria-hidden="true" />
)
