import { useCallback, useId } from 'react'
import { Button } from './Button.tsx'
import styles from './LoadFailedDialog.module.css'

export const LOAD_FAILED =
  'This part could not be loaded: Agent Console was updated while the page was open, or the server cannot be reached.'

/** Stands in for a dialog whose code could not be loaded. It needs nothing that is not loaded already. */
export function LoadFailedDialog({ onClose }: { onClose?: () => void }) {
  const titleId = useId()
  const reasonId = useId()
  const show = useCallback((dialog: HTMLDialogElement | null) => dialog?.showModal(), [])
  return (
    <dialog
      ref={show}
      className={styles.dialog}
      aria-labelledby={titleId}
      aria-describedby={reasonId}
      onCancel={(event) => {
        event.preventDefault()
        onClose?.()
      }}
    >
      <h2 id={titleId} className={styles.title}>
        Reload to go on
      </h2>
      <p id={reasonId}>
        {LOAD_FAILED} A reload brings the page up to date; what you typed on it and did not save is lost.
      </p>
      <footer className={styles.actions}>
        {onClose && <Button onClick={onClose}>Not now</Button>}
        <Button variant="primary" onClick={() => window.location.reload()}>
          Reload
        </Button>
      </footer>
    </dialog>
  )
}
