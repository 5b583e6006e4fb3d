import { useGiveService } from '#src/api/agent-services.ts'
import { AddAgentsDialog } from '#src/domain/agent-picker/AddAgentsDialog.tsx'

/** Gives the service to several agents. */
export function AddServiceAgentsDialog({ serviceId, onClose }: { serviceId: number; onClose: () => void }) {
  const give = useGiveService(serviceId)
  return <AddAgentsDialog given={{ service: serviceId }} give={give} onClose={onClose} />
}
