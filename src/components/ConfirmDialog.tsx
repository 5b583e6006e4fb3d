import Dialog from '@mui/material/Dialog'
import { useId, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import styles from './FormDialog.module.css'
import { ErrorMessage } from './ErrorMessage.tsx'

interface ConfirmDialogProps {
  title: string
  confirmLabel: string
  cancelLabel?: string
  /** What it does cannot be taken back. */
  danger?: boolean
  confirming?: boolean
  error?: string | undefined
  onConfirm: () => void
  onClose: () => void
  children: ReactNode
}

/** Asks before it is done. It stays when that fails; the caller closes it on success. */
export function ConfirmDialog({
  title,
  confirmLabel,
  cancelLabel = 'Cancel',
  danger = false,
  confirming = false,
  error,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps) {
  const titleId = useId()
  const textId = useId()
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} aria-describedby={textId}>
      <div className={styles.form}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        <div id={textId} className={styles.content}>
          {children}
        </div>
        {error !== undefined && <ErrorMessage>{error}</ErrorMessage>}
        <footer className={styles.actions}>
          {/* What loses nothing is what Enter does. */}
          <Button autoFocus onClick={onClose}>
            {cancelLabel}
          </Button>
          <Button variant={danger ? 'danger' : 'primary'} busy={confirming} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </footer>
      </div>
    </Dialog>
  )
}
