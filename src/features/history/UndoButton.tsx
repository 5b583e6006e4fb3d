import type { Change, ChangeKind } from '#contract/history.ts'
import type { Api } from '#src/api/call.ts'
import { useUndoChange } from '#src/api/history.ts'
import { useRefusal, useServiceRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { notify, notifyRefused } from '#src/components/toast.ts'
import { describeChange } from './describe-change.ts'

/** The operation that takes back each kind of change: only its callers may undo. */
const INVERSES: Partial<Record<ChangeKind, keyof Api>> = {
  'agent-updated': 'updateAgent',
  'agent-skill-added': 'removeAgentSkill',
  'proficiency-changed': 'addAgentSkill',
  'agent-skill-removed': 'addAgentSkill',
  'service-added': 'removeService',
  'service-removed': 'addService',
  'skill-updated': 'updateAgentSkill',
}

interface UndoButtonProps {
  change: Change
  /** The id of the element that names the change. */
  describedBy: string
  onUndo: () => void
}

export function UndoButton({ change, describedBy, onUndo }: UndoButtonProps) {
  const undo = useUndoChange()
  const serviceRefusal = useServiceRefusal()
  const refusal =
    useRefusal(INVERSES[change.kind] ?? 'undoChange') ?? (change.service && serviceRefusal(change.service.id))
  return (
    <Button
      size="small"
      refusal={refusal}
      busy={undo.isPending}
      aria-describedby={describedBy}
      onClick={() =>
        void undo.mutateAsync(change.id).then(() => {
          notify(`Undone: ${describeChange(change)}`)
          onUndo()
        }, notifyRefused)
      }
    >
      Undo
    </Button>
  )
}
