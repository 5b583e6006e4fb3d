import type { Change } from '#contract/history.ts'
import { inverseOf, useUndoChange } from '#src/api/undo.ts'
import { useRefusal, useServiceRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { notify, notifyRefused } from '#src/components/toast.ts'
import { describeUndo } from './describe-change.ts'

interface UndoButtonProps {
  change: Change
  /** The id of the element that names the change. */
  describedBy: string
  onUndo: () => void
}

export function UndoButton({ change, describedBy, onUndo }: UndoButtonProps) {
  const undo = useUndoChange()
  const serviceRefusal = useServiceRefusal()
  const refusal = useRefusal(inverseOf(change)) ?? (change.service && serviceRefusal(change.service.id))
  return (
    <Button
      size="small"
      refusal={refusal}
      busy={undo.isPending}
      aria-describedby={describedBy}
      onClick={() =>
        void undo.mutateAsync(change.id).then(() => {
          notify(describeUndo(change))
          onUndo()
        }, notifyRefused)
      }
    >
      Undo
    </Button>
  )
}
