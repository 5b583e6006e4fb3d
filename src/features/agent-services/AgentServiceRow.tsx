import { Link } from '@tanstack/react-router'
import { configurationOperations } from '#contract/configuration.ts'
import type { ServiceSummary } from '#contract/services.ts'
import { useRemoveService, useUndoService } from '#src/api/agent-services.ts'
import { useRefusal, useServiceRefusal } from '#src/api/session.ts'
import { RemoveButton } from '#src/components/RemoveButton.tsx'
import { notifyRefused } from '#src/components/toast.ts'
import { notifyDone } from '#src/domain/deeds.ts'
import styles from './AgentServices.module.css'
import { acdModeOf } from '#src/domain/service-words.ts'
import { TemporaryUntil } from '#src/domain/temporary/TemporaryUntil.tsx'
import { isolate } from '#src/lib/isolate.ts'

interface AgentServiceRowProps {
  agent: { id: number; loginId: string }
  service: ServiceSummary
}

export function AgentServiceRow({ agent, service }: AgentServiceRowProps) {
  const { serviceId, name } = service
  const removeService = useRemoveService(agent.id, serviceId)
  const undoService = useUndoService(agent.id, serviceId)
  const serviceRefusal = useServiceRefusal()
  const refusal = useRefusal(configurationOperations.removeService) ?? serviceRefusal(serviceId)
  const remove = () => {
    removeService.mutateAsync().then((change) => {
      const undo = async () => {
        const isAssigned = change !== undefined && (await undoService.mutateAsync({ change, done: 'removed' }))
        return isAssigned ? `${serviceId} ${isolate(name)} restored` : `${serviceId} ${isolate(name)} is not assigned`
      }
      notifyDone(`${serviceId} ${isolate(name)} removed`, change === undefined ? undefined : undo, {
        agent: agent.id,
        loginId: agent.loginId,
        what: `${serviceId} ${isolate(name)}`,
      })
    }, notifyRefused)
  }
  return (
    <li className={styles.row}>
      <span className={styles.name}>
        <Link to="/services/$id" params={{ id: serviceId }}>
          <bdi>{name}</bdi>
        </Link>{' '}
        <span className={styles.id}>{serviceId}</span>
        <TemporaryUntil agent={agent.id} field="service" object={serviceId} value={1} />
      </span>
      <span className={styles.mode}>{acdModeOf(service)}</span>
      <RemoveButton label={`Remove ${serviceId} ${isolate(name)}`} refusal={refusal} onRemove={remove} />
    </li>
  )
}
