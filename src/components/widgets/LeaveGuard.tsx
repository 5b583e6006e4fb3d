import { useBlocker } from '@tanstack/react-router'
import { useState } from 'react'
import { isReloadMeant } from '#src/lib/reload.ts'
import { ConfirmDialog } from './ConfirmDialog.tsx'

/** The words of the question. */
interface DiscardWords {
  title?: string
  /** The loss, as a sentence. */
  loss?: string
  confirmLabel?: string
  cancelLabel?: string
}

interface LeaveGuardProps extends DiscardWords {
  unsaved: boolean
}

/** Asks before the user leaves the page in any way while something on it is not saved. */
export function LeaveGuard({ unsaved, ...words }: LeaveGuardProps) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => unsaved,
    enableBeforeUnload: () => unsaved && !isReloadMeant(),
    withResolver: true,
  })
  return status === 'blocked' && <DiscardDialog {...words} onDiscard={proceed} onStay={reset} />
}

/** The same for a dialog, which can also be closed. Returns a function that asks before closing, and the question to draw. */
export function useCloseGuard(unsaved: boolean, onClose: () => void) {
  const [isAsked, setIsAsked] = useState(false)
  const guard = (
    <>
      <LeaveGuard unsaved={unsaved} />
      {isAsked && <DiscardDialog onDiscard={onClose} onStay={() => setIsAsked(false)} />}
    </>
  )
  return [unsaved ? () => setIsAsked(true) : onClose, guard] as const
}

interface DiscardDialogProps extends DiscardWords {
  onDiscard: () => void
  onStay: () => void
}

const DiscardDialog = ({
  title = 'Discard your changes?',
  loss = 'Your changes haven’t been saved.',
  confirmLabel = 'Discard',
  cancelLabel = 'Keep editing',
  onDiscard,
  onStay,
}: DiscardDialogProps) => (
  <ConfirmDialog
    title={title}
    confirmLabel={confirmLabel}
    cancelLabel={cancelLabel}
    danger
    onConfirm={onDiscard}
    onClose={onStay}
  >
    <p>{loss}</p>
  </ConfirmDialog>
)
