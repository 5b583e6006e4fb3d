import type { Agent } from '#contract/agents.ts'
import { useDeleteAgent } from '#src/api/agents.ts'
import { ConfirmDialog } from '#src/components/widgets/ConfirmDialog.tsx'
import { notify } from '#src/components/toast.ts'
import { isolate } from '#src/lib/isolate.ts'

interface DeleteAgentDialogProps {
  id: number
  agent: Agent
  /** Takes the user to where the agent is not needed. */
  leave: () => Promise<void>
  onClose: () => void
}

export function DeleteAgentDialog({
  id,
  agent: { loginId, firstName, lastName },
  leave,
  onClose,
}: DeleteAgentDialogProps) {
  const remove = useDeleteAgent(id, leave)
  return (
    <ConfirmDialog
      title={`Delete ${isolate(loginId)}?`}
      confirmLabel="Delete"
      danger
      confirming={remove.isPending}
      error={remove.error?.message}
      onClose={onClose}
      onConfirm={() =>
        void remove.mutateAsync().then(
          () => notify(`${isolate(loginId)} deleted`),
          // The dialog stays and says why.
          () => undefined,
        )
      }
    >
      <p>
        <strong>
          <bdi>{`${firstName} ${lastName}`}</bdi>
        </strong>{' '}
        (<bdi>{loginId}</bdi>) will be deleted, lose their skills and services, and be signed out. This can’t be undone.
      </p>
    </ConfirmDialog>
  )
}
