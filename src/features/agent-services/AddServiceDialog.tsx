import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ServiceSummary } from '#contract/services.ts'
import { useAddService, useUndoService } from '#src/api/agent-services.ts'
import { agentQueries } from '#src/api/agents.ts'
import { callCenterQueries } from '#src/api/call-centers.ts'
import { serviceQueries } from '#src/api/services.ts'
import { useServiceRefusal } from '#src/api/session.ts'
import { FormDialog } from '#src/components/widgets/FormDialog.tsx'
import { PickList } from '#src/components/widgets/PickList.tsx'
import { notifyDone } from '#src/components/toast.ts'
import { serviceOptions } from '#src/domain/service-words.ts'

export function AddServiceDialog({ agentId, onClose }: { agentId: number; onClose: () => void }) {
  const agent = useQuery(agentQueries.detail(agentId))
  const services = useQuery(serviceQueries.list())
  const callCenters = useQuery(callCenterQueries.list())
  const serviceRefusal = useServiceRefusal()
  const [picked, setPicked] = useState<ServiceSummary>()
  // Without a pick nothing can be submitted.
  const add = useAddService(agentId, picked?.serviceId ?? 0)
  const undo = useUndoService(agentId, picked?.serviceId ?? 0)

  // What was just given is on the agent already while the dialog closes; it stays in sight until then.
  const assigned = agent.data && new Set(agent.data.assignedService.map(({ id }) => id))
  const free =
    assigned && services.data?.filter(({ serviceId }) => !assigned.has(serviceId) || serviceId === picked?.serviceId)
  const options = free && callCenters.data && serviceOptions(free, callCenters.data, serviceRefusal)
  return (
    <FormDialog
      title="Add service"
      submitLabel="Add"
      submitting={add.isPending}
      incomplete={picked ? undefined : 'Pick a service first'}
      error={add.error?.message}
      onClose={onClose}
      onSubmit={() =>
        add.mutate(undefined, {
          onSuccess: (change) => {
            const name = `${picked?.serviceId} ${picked?.name}`
            const takeBack = async () => {
              if (change !== undefined) await undo.mutateAsync({ change, done: 'added' })
              return `${name} taken back`
            }
            notifyDone(`${name} added`, change === undefined ? undefined : takeBack)
            onClose()
          },
        })
      }
    >
      <PickList
        searchLabel="Search services"
        label="Services to add"
        options={options}
        sources={[agent, services, callCenters]}
        picked={picked?.serviceId}
        onPick={(id) => setPicked(services.data?.find(({ serviceId }) => serviceId === id))}
      />
    </FormDialog>
  )
}
