import { useBlocker } from '@tanstack/react-router'
import { useState } from 'react'
import { isReloadMeant } from '#src/lib/reload.ts'
import { ConfirmDialog } from './ConfirmDialog.tsx'

interface LeaveGuardProps {
  unsaved: boolean
  title?: string
  /** The loss, as a sentence. */
  loss?: string
}

/** Asks before the page is left, by whatever road, while something on it is not saved. */
export function LeaveGuard({ unsaved, title, loss }: LeaveGuardProps) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => unsaved,
    enableBeforeUnload: () => unsaved && !isReloadMeant(),
    withResolver: true,
  })
  return status === 'blocked' && <DiscardDialog title={title} loss={loss} onDiscard={proceed} onStay={reset} />
}

/** The same for a dialog, which can be closed besides: how to ask to close it, and what asks back. */
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

interface DiscardDialogProps {
  title?: string | undefined
  loss?: string | undefined
  onDiscard: () => void
  onStay: () => void
}

const DiscardDialog = ({
  title = 'Leave without saving?',
  loss = 'What you have typed is not saved, and is lost when you leave.',
  onDiscard,
  onStay,
}: DiscardDialogProps) => (
  <ConfirmDialog title={title} confirmLabel="Leave" cancelLabel="Stay" danger onConfirm={onDiscard} onClose={onStay}>
    <p>{loss}</p>
  </ConfirmDialog>
)
