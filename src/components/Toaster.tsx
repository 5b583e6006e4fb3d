import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { cx } from '#src/lib/cx.ts'
import { Isolated } from './Isolated.tsx'
import { Button } from './Button.tsx'
import { CloseIcon } from './icons/CloseIcon.tsx'
import { coversLastUsed, focusLastUsed, noteUsed, watchUse } from './last-used.ts'
import { currentToasts, dismiss, onToasts, SEEN, type Toast } from './toast.ts'
import styles from './Toaster.module.css'

/** In milliseconds: long enough to read the sentence and to reach its button. */
const SHOWN_FOR = 8000

export function Toaster() {
  const toasts = useSyncExternalStore(onToasts, currentToasts)
  const [isHeld, setIsHeld] = useState(false)
  const [isUnfolded, setIsUnfolded] = useState(false)
  const folded = Math.max(0, toasts.length - SEEN)
  if (folded === 0 && isUnfolded) setIsUnfolded(false)
  const [isAtHead, setIsAtHead] = useState(false)
  if (toasts.length === 0 && isAtHead) setIsAtHead(false)
  const place = useRef<HTMLDivElement>(null)
  const stayClear = () => {
    if (place.current && coversLastUsed(place.current)) setIsAtHead((current) => !current)
  }
  useLayoutEffect(stayClear, [toasts, isUnfolded])
  useEffect(
    () =>
      watchUse((control) => {
        if (place.current?.contains(control)) return
        noteUsed(control)
        stayClear()
      }),
    [],
  )

  const leave = (toast: Toast) => {
    // The button goes with its message, so the focus goes back.
    if (place.current?.contains(document.activeElement)) focusLastUsed()
    setIsHeld(false)
    dismiss(toast.id)
  }
  const messagesOf = (tone: Toast['tone']) =>
    toasts.map(
      (toast, index) =>
        toast.tone === tone && (
          <ToastMessage
            key={toast.id}
            toast={toast}
            isHeld={isHeld}
            isFolded={index < folded && !isUnfolded}
            onLeave={() => leave(toast)}
          />
        ),
    )
  return (
    <div
      ref={place}
      className={cx(styles.place, isAtHead && styles.head, isUnfolded && styles.unfolded)}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      {folded > 0 && (
        <button type="button" className={styles.fold} onClick={() => setIsUnfolded(!isUnfolded)}>
          {isUnfolded ? 'Fewer' : `${folded} more`}
        </button>
      )}
      {/* Both regions are there before their words: a screen reader speaks only changes in a region that it knows. Not
          atomic, or it would speak each message together with all the others. */}
      <div role="status" aria-atomic="false">
        {messagesOf('done')}
      </div>
      <div role="alert" aria-atomic="false">
        {messagesOf('failed')}
      </div>
    </div>
  )
}

interface ToastMessageProps {
  toast: Toast
  isHeld: boolean
  /** Invisible, not removed: a message that came back into sight would be spoken again. */
  isFolded: boolean
  onLeave: () => void
}

function ToastMessage({
  toast: { id, heading, message, tone, action, said },
  isHeld,
  isFolded,
  onLeave,
}: ToastMessageProps) {
  useEffect(() => {
    if (isHeld) return undefined
    const timer = setTimeout(() => dismiss(id), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [id, isHeld, said])
  const wordsId = `toast-${id}`
  return (
    <div className={cx(styles.toast, tone === 'failed' && styles.failed, isFolded && styles.folded)}>
      <p id={wordsId} className={styles.words}>
        {heading !== undefined && (
          <strong className={styles.heading}>
            <Isolated text={heading} />
          </strong>
        )}
        <span className={styles.message}>
          <Isolated text={message} />
        </span>
      </p>
      {action && (
        <button
          type="button"
          data-goes
          className={styles.action}
          aria-describedby={wordsId}
          onClick={() => {
            onLeave()
            action.run()
          }}
        >
          {action.label}
        </button>
      )}
      <Button
        data-goes
        variant="icon"
        aria-label="Dismiss"
        aria-describedby={wordsId}
        className={styles.dismiss}
        onClick={onLeave}
      >
        <CloseIcon />
      </Button>
    </div>
  )
}
