import type { AgentRow } from '#contract/agent-question.ts'
import { configurationOperations } from '#contract/configuration.ts'
import { useRemoveService, useUndoService } from '#src/api/agent-services.ts'
import { useRefusal, useServiceRefusal } from '#src/api/session.ts'
import { RemoveButton } from '#src/components/RemoveButton.tsx'
import { notifyRefused } from '#src/components/toast.ts'
import { notifyDone } from '#src/domain/deeds.ts'
import { isolate } from '#src/lib/isolate.ts'

/** Takes the service from the agent of a row. */
export function RemoveFromServiceButton({ serviceId, agent: { id, loginId } }: { serviceId: number; agent: AgentRow }) {
  const { mutateAsync: removeService } = useRemoveService(id, serviceId)
  const { mutateAsync: undoService } = useUndoService(id, serviceId)
  const refusalOf = useServiceRefusal()
  const refusal = useRefusal(configurationOperations.removeService) ?? refusalOf(serviceId)
  const remove = () =>
    void removeService().then((change) => {
      const undo = async () => {
        const isAssigned = change !== undefined && (await undoService({ change, done: 'removed' }))
        return isAssigned ? `${isolate(loginId)} restored` : `${isolate(loginId)} is not assigned`
      }
      notifyDone(`${isolate(loginId)} removed`, change === undefined ? undefined : undo, {
        agent: id,
        loginId,
        what: `Service ${serviceId}`,
      })
    }, notifyRefused)
  return <RemoveButton label={`Remove ${isolate(loginId)}`} refusal={refusal} onRemove={remove} />
}
