import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { agentQueries, useUndoAgentUpdate, useUpdateAgent } from '#src/api/agents.ts'
import { useRefusal, useServiceRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import { notify } from '#src/components/toast.ts'
import { MoreMenu } from '#src/components/widgets/MoreMenu.tsx'

const EditDetailsDialog = lazyDialog(() => import('./EditDetailsDialog.tsx').then((m) => m.EditDetailsDialog))
const SetPasswordDialog = lazyDialog(() => import('./SetPasswordDialog.tsx').then((m) => m.SetPasswordDialog))
const DeleteAgentDialog = lazyDialog(() => import('./DeleteAgentDialog.tsx').then((m) => m.DeleteAgentDialog))

/** What can be done with an agent, but for what the panels of their page do. */
export function AgentActions({ id }: { id: number }) {
  const { data: agent } = useQuery(agentQueries.detail(id))
  const [open, setOpen] = useState<'edit' | 'password' | 'delete'>()
  const navigate = useNavigate()
  const update = useUpdateAgent(id)
  const undoUpdate = useUndoAgentUpdate(id)
  const updateRefusal = useRefusal('updateAgent')
  const createRefusal = useRefusal('createAgent')
  const deleteRefusal = useRefusal('deleteAgent')
  const serviceRefusal = useServiceRefusal()
  if (!agent) return null

  const { loginId } = agent
  const close = () => setOpen(undefined)
  const refused = (error: Error) => notify(error.message, { tone: 'failed' })
  const saved = (words: string) => {
    const undo = () => void undoUpdate.mutateAsync().then(() => notify(`${loginId} as before`), refused)
    notify(words, { action: { label: 'Undo', run: undo } })
  }
  const setActive = (active: boolean) =>
    update.mutateAsync({ active }).then(() => saved(`${loginId} ${active ? 'activated' : 'deactivated'}`), refused)
  return (
    <>
      <Button refusal={updateRefusal} onClick={() => setOpen('edit')}>
        Edit details
      </Button>
      <Button refusal={updateRefusal} onClick={() => setOpen('password')}>
        Set password
      </Button>
      <MoreMenu
        actions={[
          {
            label: 'Duplicate',
            refusal: createRefusal,
            run: () => void navigate({ to: '/agents/new', search: { from: id } }),
          },
          agent.active
            ? {
                label: 'Deactivate',
                detail: 'They cannot sign in then, and their sessions end',
                refusal: updateRefusal,
                run: () => void setActive(false),
              }
            : { label: 'Activate', refusal: updateRefusal, run: () => void setActive(true) },
          {
            label: 'Delete',
            refusal: deleteRefusal ?? serviceRefusal(agent.assignedService.map((service) => service.id)),
            danger: true,
            run: () => setOpen('delete'),
          },
        ]}
      />
      {open === 'edit' && (
        <EditDetailsDialog id={id} agent={agent} onSaved={() => saved(`${loginId} saved`)} onClose={close} />
      )}
      {open === 'password' && <SetPasswordDialog id={id} loginId={loginId} onClose={close} />}
      {open === 'delete' && (
        <DeleteAgentDialog
          id={id}
          agent={agent}
          // Back must not lead to who is gone.
          leave={() => navigate({ to: '/agents', replace: true })}
          onClose={close}
        />
      )}
    </>
  )
}
