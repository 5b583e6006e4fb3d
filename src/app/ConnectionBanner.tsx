import { createPortal } from 'react-dom'
import { useIsConnected } from '#src/api/connection.ts'
import { AlertIcon } from '#src/components/icons/AlertIcon.tsx'
import styles from './ConnectionBanner.module.css'

/** Says that the server cannot be reached, for as long as that is so. It lies at the foot, where it moves nothing away. */
export function ConnectionBanner() {
  const isConnected = useIsConnected()
  if (isConnected) return null
  // Beside a dialog that is open and not behind it, where a screen reader would not hear it.
  return createPortal(
    <p className={styles.banner} role="status">
      <AlertIcon />
      <span>No connection to the server. Nothing is saved until it is back, and nothing is sent later by itself.</span>
    </p>,
    document.body,
  )
}
