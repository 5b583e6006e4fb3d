import { useQuery } from '@tanstack/react-query'
import { configurationOperations } from '#contract/configuration.ts'
import { agentQueries } from '#src/api/agents.ts'
import { callCenterQueries } from '#src/api/call-centers.ts'
import { serviceQueries } from '#src/api/services.ts'
import { useRefusal } from '#src/api/session.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { Loaded } from '#src/components/Loaded.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { ServiceCombobox } from '#src/domain/assigning/ServiceCombobox.tsx'
import { AgentServiceRow } from './AgentServiceRow.tsx'
import styles from './AgentServices.module.css'
import { AgentServicesSkeleton } from './AgentServicesSkeleton.tsx'
import { byCallCenter, namedServices } from '#src/domain/service-words.ts'
import { isolate } from '#src/lib/isolate.ts'
import { useAddService } from './use-add-service.ts'

/** The services that the agent works for, by call center. */
export function AgentServicesPanel({ agentId }: { agentId: number }) {
  const agent = useQuery(agentQueries.detail(agentId))
  const services = useQuery(serviceQueries.list())
  const callCenters = useQuery(callCenterQueries.list())
  const refusal = useRefusal(configurationOperations.addService)
  const subject = { id: agentId, loginId: agent.data?.loginId ?? '' }
  const add = useAddService(subject)

  const groups =
    agent.data &&
    services.data &&
    callCenters.data &&
    byCallCenter(namedServices(agent.data.assignedService, services.data), callCenters.data)
  const reads = [agent, services, callCenters]
  const isWaiting = !groups && !reads.some((query) => query.isError && !query.data)
  return (
    <Panel title="Services" count={agent.data?.assignedService.length}>
      {(groups || isWaiting) && (
        <div className={styles.add}>
          <ServiceCombobox assigned={groups && agent.data?.assignedService} refusal={refusal} onAdd={add} />
        </div>
      )}
      <div tabIndex={-1} aria-busy={isWaiting}>
        <Loaded
          what="The services"
          reads={reads}
          data={groups}
          skeleton={<AgentServicesSkeleton />}
          empty={
            <EmptyState title="No services yet">
              <p>Add a service so that its calls can reach this agent.</p>
            </EmptyState>
          }
        >
          {(all) =>
            all.map(([callCenter, members]) => (
              <section key={callCenter} aria-label={isolate(callCenter)}>
                <h3 className={styles.group}>
                  <bdi>{callCenter}</bdi>
                </h3>
                <ul>
                  {members.map((service) => (
                    <AgentServiceRow key={service.serviceId} agent={subject} service={service} />
                  ))}
                </ul>
              </section>
            ))
          }
        </Loaded>
      </div>
      <p className={styles.note}>Changes can take up to 5 minutes to reach signed-in agents.</p>
    </Panel>
  )
}
