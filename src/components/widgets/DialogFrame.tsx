import Dialog from '@mui/material/Dialog'
import { useId, type ReactNode } from 'react'
import { Isolated } from '#src/components/Isolated.tsx'
import styles from './DialogFrame.module.css'

interface DialogFrameProps {
  title: string
  /** The text that a screen reader reads out when the dialog opens. */
  description?: ReactNode
  /** Absent: nothing but its own content closes it. */
  onClose?: () => void
  /** Its buttons. */
  actions?: ReactNode
  children?: ReactNode
}

/** A dialog over the page: title, content, buttons. */
export function DialogFrame({ title, description, onClose, actions, children }: DialogFrameProps) {
  const titleId = useId()
  const descriptionId = useId()
  return (
    <Dialog
      open
      {...(onClose && { onClose })}
      aria-labelledby={titleId}
      aria-describedby={description === undefined ? undefined : descriptionId}
    >
      <div className={styles.frame}>
        <h2 id={titleId} className={styles.title}>
          <Isolated text={title} />
        </h2>
        {description !== undefined && (
          <div id={descriptionId} className={styles.content}>
            {description}
          </div>
        )}
        {children}
        {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
      </div>
    </Dialog>
  )
}
