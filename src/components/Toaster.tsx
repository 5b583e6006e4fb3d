import { useEffect, useState, useSyncExternalStore } from 'react'
import { cx } from '#src/lib/cx.ts'
import { Button } from './Button.tsx'
import { CloseIcon } from './icons/CloseIcon.tsx'
import { currentToast, dismiss, onToast, type Toast } from './toast.ts'
import styles from './Toaster.module.css'

/** In milliseconds: long enough to read the sentence and to reach its button. */
const SHOWN_FOR = 8000

export function Toaster() {
  const toast = useSyncExternalStore(onToast, currentToast)
  return (
    // Both regions are there before there are words in them: a screen reader speaks only what changes in a region it knows.
    <div className={styles.place}>
      <div role="status">{toast?.tone === 'done' && <ToastMessage key={toast.id} toast={toast} />}</div>
      <div role="alert">{toast?.tone === 'failed' && <ToastMessage key={toast.id} toast={toast} />}</div>
    </div>
  )
}

function ToastMessage({ toast: { message, tone, action } }: { toast: Toast }) {
  const [isHeld, setIsHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return undefined
    const timer = setTimeout(dismiss, SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [isHeld])
  const hold = () => setIsHeld(true)
  const release = () => setIsHeld(false)
  return (
    <div
      className={cx(styles.toast, tone === 'failed' && styles.failed)}
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={release}
    >
      <span className={styles.message}>{message}</span>
      {action && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            dismiss()
            action.run()
          }}
        >
          {action.label}
        </button>
      )}
      <Button variant="icon" aria-label="Dismiss" className={styles.dismiss} onClick={dismiss}>
        <CloseIcon />
      </Button>
    </div>
  )
}
