import { Button } from './Button.tsx'
import { AlertIcon } from './icons/AlertIcon.tsx'
import styles from './Notice.module.css'

interface FailedStateProps {
  /** The action that failed. */
  title: string
  /** Why, in the server's own words where it gave any. */
  reason: string
  onRetry: () => void
  retrying?: boolean
}

export function FailedState({ title, reason, onRetry, retrying = false }: FailedStateProps) {
  return (
    <div className={styles.notice} role="alert">
      <p className={styles.failed}>
        <AlertIcon />
        {title}
      </p>
      <p>{reason}</p>
      <Button size="small" onClick={onRetry} busy={retrying} className={styles.button}>
        Retry
      </Button>
    </div>
  )
}
