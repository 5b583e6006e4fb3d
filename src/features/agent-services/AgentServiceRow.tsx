import { Link } from '@tanstack/react-router'
import type { ServiceSummary } from '#contract/services.ts'
import { useRemoveService, useUndoService } from '#src/api/agent-services.ts'
import { useRefusal, useServiceRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { CloseIcon } from '#src/components/icons/CloseIcon.tsx'
import { notifyDone, notifyRefused } from '#src/components/toast.ts'
import styles from './AgentServices.module.css'
import { acdModeOf } from '#src/domain/service-words.ts'

interface AgentServiceRowProps {
  agentId: number
  service: ServiceSummary
  onRemove: () => void
}

export function AgentServiceRow({ agentId, service, onRemove }: AgentServiceRowProps) {
  const { serviceId, name } = service
  const removeService = useRemoveService(agentId, serviceId)
  const undoService = useUndoService(agentId, serviceId)
  const serviceRefusal = useServiceRefusal()
  const refusal = useRefusal('removeService') ?? serviceRefusal(serviceId)
  const remove = () => {
    onRemove()
    removeService.mutateAsync().then((change) => {
      const undo = async () => {
        if (change !== undefined) await undoService.mutateAsync({ change, done: 'removed' })
        return `${serviceId} ${name} given back`
      }
      notifyDone(`${serviceId} ${name} removed`, change === undefined ? undefined : undo)
    }, notifyRefused)
  }
  return (
    <li className={styles.row}>
      <span className={styles.name}>
        <Link to="/services/$id" params={{ id: serviceId }}>
          <bdi>{name}</bdi>
        </Link>{' '}
        <span className={styles.id}>{serviceId}</span>
      </span>
      <span className={styles.mode}>{acdModeOf(service)}</span>
      <Button variant="icon" aria-label={`Remove ${serviceId} ${name}`} refusal={refusal} onClick={remove}>
        <CloseIcon />
      </Button>
    </li>
  )
}
