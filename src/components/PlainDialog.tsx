import { useCallback, useId, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Isolated } from './Isolated.tsx'
import styles from './PlainDialog.module.css'

interface PlainDialogProps {
  title: string
  children: ReactNode
  actions: ReactNode
  /** Escape asks for it; without it nothing closes the dialog but its actions. */
  onClose?: (() => void) | undefined
}

/** A dialog over everything, also over other dialogs. It uses the browser's own element, so it needs no code that loads late. */
export function PlainDialog({ title, children, actions, onClose }: PlainDialogProps) {
  const titleId = useId()
  const textId = useId()
  const show = useCallback((dialog: HTMLDialogElement | null) => dialog?.showModal(), [])
  // Inside the page it would be hidden from screen readers by a dialog that is open already.
  return createPortal(
    <dialog
      ref={show}
      className={styles.dialog}
      aria-labelledby={titleId}
      aria-describedby={textId}
      onCancel={(event) => {
        event.preventDefault()
        onClose?.()
      }}
      // In Chromium a second Escape closes a dialog even if `cancel` prevents it.
      onKeyDown={(event) => event.key === 'Escape' && !onClose && event.preventDefault()}
    >
      <h2 id={titleId} className={styles.title}>
        <Isolated text={title} />
      </h2>
      <p id={textId}>{children}</p>
      <footer className={styles.actions}>{actions}</footer>
    </dialog>,
    document.body,
  )
}
