import { Button } from './Button.tsx'
import { AlertIcon } from './icons/AlertIcon.tsx'
import styles from './Notice.module.css'

export interface Read {
  error: Error | null
  isFetching: boolean
  refetch: () => unknown
}

interface FailedStateProps {
  /** The action that failed. */
  title: string
  /** The queries that failed: the first one's reason is shown, and all are tried again. */
  reads: readonly Read[]
}

/** Stands in place of data that could not be read, with the way out. */
export function FailedState({ title, reads }: FailedStateProps) {
  return (
    <div className={styles.notice} role="alert">
      <p className={styles.failed}>
        <AlertIcon />
        {title}
      </p>
      <p>{reads[0]?.error?.message}</p>
      <Button
        size="small"
        onClick={() => reads.forEach(({ refetch }) => void refetch())}
        busy={reads.some(({ isFetching }) => isFetching)}
        className={styles.button}
      >
        Retry
      </Button>
    </div>
  )
}
