import Dialog from '@mui/material/Dialog'
import { useId, type ReactNode, type SubmitEvent } from 'react'
import { Button } from '#src/components/Button.tsx'
import { ErrorMessage } from '#src/components/ErrorMessage.tsx'
import { Isolated } from '#src/components/Isolated.tsx'
import styles from './DialogFrame.module.css'

interface FormDialogProps {
  title: string
  submitLabel: string
  submitting: boolean
  /** The action cannot be taken back. */
  danger?: boolean
  /** Why it cannot be submitted yet. */
  incomplete?: string | undefined
  error?: string | undefined
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void
  onClose: () => void
  children: ReactNode
}

/** A form over the page. It stays when it fails; the caller closes it on success. */
export function FormDialog({
  title,
  submitLabel,
  submitting,
  danger = false,
  incomplete,
  error,
  onSubmit,
  onClose,
  children,
}: FormDialogProps) {
  const titleId = useId()
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId}>
      <form
        noValidate
        className={styles.frame}
        onSubmit={(event) => {
          event.preventDefault()
          if (!submitting && incomplete === undefined) onSubmit(event)
        }}
      >
        <h2 id={titleId} className={styles.title}>
          <Isolated text={title} />
        </h2>
        <div className={styles.content}>{children}</div>
        {error !== undefined && <ErrorMessage>{error}</ErrorMessage>}
        <footer className={styles.actions}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant={danger ? 'danger' : 'primary'} busy={submitting} refusal={incomplete}>
            {submitLabel}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
