import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { configurationOperations } from '#contract/configuration.ts'
import { agentQueries, useUndoAgentUpdate, useUnlockAgent, useUpdateAgent } from '#src/api/agents.ts'
import { useRefusal, useServiceRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import { notify, notifyRefused } from '#src/components/toast.ts'
import { MoreMenu } from '#src/components/widgets/MoreMenu.tsx'
import { useOfferActions } from '#src/domain/actions-in-view.ts'
import { notifyDone } from '#src/domain/deeds.ts'
import { isolate } from '#src/lib/isolate.ts'

import { detailsInWords, readOverwrittenDetails, type SavedDetails } from './saved-details.ts'

const EditDetailsDialog = lazyDialog(() => import('./EditDetailsDialog.tsx').then((m) => m.EditDetailsDialog))
const SetPasswordDialog = lazyDialog(() => import('./SetPasswordDialog.tsx').then((m) => m.SetPasswordDialog))
const DeleteAgentDialog = lazyDialog(() => import('./DeleteAgentDialog.tsx').then((m) => m.DeleteAgentDialog))

/** The actions on an agent that no panel of their page offers. */
export function AgentActions({ id }: { id: number }) {
  const { data: agent } = useQuery(agentQueries.detail(id))
  const [open, setOpen] = useState<'edit' | 'password' | 'delete'>()
  const navigate = useNavigate()
  const update = useUpdateAgent(id)
  const undoUpdate = useUndoAgentUpdate(id)
  const updateRefusal = useRefusal(configurationOperations.updateAgent)
  const createRefusal = useRefusal(configurationOperations.createAgent)
  const deleteRefusal = useRefusal(configurationOperations.deleteAgent)
  const serviceRefusal = useServiceRefusal()
  const unlock = useUnlockAgent(id)
  const loginId = agent?.loginId ?? ''
  const duplicate = {
    label: 'Duplicate',
    refusal: createRefusal,
    run: () => void navigate({ to: '/agents/new', search: { from: id } }),
  }
  const unlockIt = () => void unlock.mutateAsync().then(() => notify(`${isolate(loginId)} unlocked`), notifyRefused)
  const offered = [
    ...(agent?.locked ? [{ label: 'Unlock', refusal: updateRefusal, run: unlockIt }] : []),
    { label: 'Edit details', refusal: updateRefusal, run: () => setOpen('edit') },
    { label: 'Set password', refusal: updateRefusal, run: () => setOpen('password') },
    duplicate,
  ]
  useOfferActions(agent ? offered.map((action) => ({ ...action, detail: loginId })) : [])
  if (!agent) return null

  const close = () => setOpen(undefined)
  const saved = (words: string, details: SavedDetails) => {
    const { change, fields } = details
    const add = notifyDone(
      words,
      change === undefined
        ? undefined
        : () => undoUpdate.mutateAsync(change).then((now) => detailsInWords(now, fields)),
      { agent: id, loginId, what: 'details' },
    )
    void readOverwrittenDetails(id, details).then(add)
  }
  const setActive = (active: boolean) =>
    update
      .mutateAsync({ active })
      .then(
        (details) =>
          saved(`${isolate(loginId)} ${active ? 'activated' : 'deactivated'}`, { ...details, fields: ['active'] }),
        notifyRefused,
      )
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
          duplicate,
          agent.active
            ? {
                label: 'Deactivate',
                detail: 'Blocks sign-in and ends current sessions',
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
        <EditDetailsDialog
          id={id}
          agent={agent}
          onSaved={(details) => saved(`Changes to ${isolate(loginId)} saved`, details)}
          onClose={close}
        />
      )}
      {open === 'password' && <SetPasswordDialog id={id} loginId={loginId} onClose={close} />}
      {open === 'delete' && (
        <DeleteAgentDialog
          id={id}
          agent={agent}
          // The back button must not lead to the deleted agent.
          leave={() => navigate({ to: '/agents', replace: true })}
          onClose={close}
        />
      )}
    </>
  )
}
