import type { ReactNode } from 'react'
import { Button } from '#src/components/Button.tsx'
import { DialogFrame } from './DialogFrame.tsx'
import { ErrorMessage } from '#src/components/ErrorMessage.tsx'

interface ConfirmDialogProps {
  title: string
  confirmLabel: string
  cancelLabel?: string
  /** The action cannot be taken back. */
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
  return (
    <DialogFrame
      title={title}
      description={children}
      onClose={onClose}
      actions={
        <>
          {/* Enter does the harmless one. */}
          <Button autoFocus onClick={onClose}>
            {cancelLabel}
          </Button>
          <Button variant={danger ? 'danger' : 'primary'} busy={confirming} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {error !== undefined && <ErrorMessage>{error}</ErrorMessage>}
    </DialogFrame>
  )
}
