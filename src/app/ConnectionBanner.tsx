import { createPortal } from 'react-dom'
import { useConnection } from '#src/api/connection.ts'
import { AlertIcon } from '#src/components/icons/AlertIcon.tsx'
import styles from './ConnectionBanner.module.css'

/** Says that the server is gone or slow while it is. It lies over the page and moves nothing. */
export function ConnectionBanner() {
  const connection = useConnection()
  if (connection === 'up') return null
  // Beside a dialog that is open and not behind it, where a screen reader would not hear it.
  return createPortal(
    connection === 'gone' ? (
      <p className={styles.gone} role="status">
        <AlertIcon />
        <span>No connection to the server. Changes won’t be saved until it is back.</span>
      </p>
    ) : (
      <p className={styles.slow} role="status">
        The server is slow to answer.
      </p>
    ),
    document.body,
  )
}
