import { useQuery } from '@tanstack/react-query'
import { newAgent } from '#contract/agents.ts'
import type { ApiError } from '#contract/client.ts'
import { agentQueries, useUpdateAgent } from '#src/api/agents.ts'
import { faultsAt } from '#src/api/form-errors.ts'
import { PasswordDialog } from '#src/components/widgets/PasswordDialog.tsx'

interface SetPasswordDialogProps {
  id: number
  loginId: string
  onClose: () => void
}

export function SetPasswordDialog({ id, loginId, onClose }: SetPasswordDialogProps) {
  const { data: agent } = useQuery(agentQueries.detail(id))
  const update = useUpdateAgent(id)
  return (
    <PasswordDialog
      name={loginId}
      schema={newAgent.shape.password}
      locked={agent?.locked ?? false}
      save={(body) => update.mutateAsync(body).then(() => undefined)}
      faultsOf={(refusal: ApiError) => faultsAt(refusal, ['password'])}
      onClose={onClose}
    >
      <p>This can’t be undone. It ends their sessions: they must sign in with the new password.</p>
    </PasswordDialog>
  )
}
