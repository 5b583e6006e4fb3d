import { useQuery } from '@tanstack/react-query'
import { useMemo, useState, type ReactNode } from 'react'
import { configurationOperations } from '#contract/configuration.ts'
import { isAssignable } from '#contract/services.ts'
import type { AgentQuestion } from '#contract/agent-question.ts'
import { serviceQueries } from '#src/api/services.ts'
import { useRefusal, useServiceRefusal } from '#src/api/session.ts'
import { Button } from '#src/components/Button.tsx'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { lazyDialog } from '#src/components/lazy-dialog.tsx'
import { AssignedAgentsPanel } from '#src/domain/agents-table/AssignedAgentsPanel.tsx'
import { columnsOf, type AgentColumn } from '#src/domain/agents-table/columns.ts'
import { RemoveFromServiceButton } from './RemoveFromServiceButton.tsx'

const AddServiceAgentsDialog = lazyDialog(() =>
  import('./AddServiceAgentsDialog.tsx').then((m) => m.AddServiceAgentsDialog),
)

interface ServiceAgentsPanelProps {
  serviceId: number
  question: AgentQuestion | undefined
  sort: string
  onSort: (sort: string) => void
  isNarrowed: boolean
  /** The filters in force. */
  children: ReactNode
}

/** The agents who work for the service. */
export function ServiceAgentsPanel({ serviceId, ...list }: ServiceAgentsPanelProps) {
  const service = useQuery(serviceQueries.detail(serviceId)).data
  const serviceRefusal = useServiceRefusal()
  const withoutAcd =
    service && !isAssignable(service.acdFeatureCode) ? 'Not an ACD service: can’t be assigned' : undefined
  const refusal = useRefusal(configurationOperations.addService) ?? serviceRefusal(serviceId) ?? withoutAcd
  const [isAdding, setIsAdding] = useState(false)
  const columns = useMemo(() => columnsFor(serviceId), [serviceId])
  return (
    <>
      <AssignedAgentsPanel
        {...list}
        whole={{ service: [String(serviceId)] }}
        columns={columns}
        density="comfortable"
        action={
          <Button size="small" refusal={refusal} onClick={() => setIsAdding(true)}>
            Add agents
          </Button>
        }
        nobody={
          list.isNarrowed ? (
            <EmptyState title="No agents match">
              <p>Try fewer letters, or remove a filter.</p>
            </EmptyState>
          ) : (
            <EmptyState title="No agents yet">
              <p>{withoutAcd ?? 'Calls to this service reach no one yet. Assign it with “Add agents”.'}</p>
            </EmptyState>
          )
        }
      />
      {isAdding && <AddServiceAgentsDialog serviceId={serviceId} onClose={() => setIsAdding(false)} />}
    </>
  )
}

const columnsFor = (serviceId: number): AgentColumn[] => [
  ...columnsOf(['loginId', 'name', 'phone', 'status', 'lastLogin', 'skills']),
  {
    id: 'remove',
    header: '',
    weight: 6,
    cell: (agent) => <RemoveFromServiceButton serviceId={serviceId} agent={agent} />,
  },
]
