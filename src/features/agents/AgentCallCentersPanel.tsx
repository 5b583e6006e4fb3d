import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { agentQueries } from '#src/api/agents.ts'
import { callCenterQueries } from '#src/api/call-centers.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { Loaded } from '#src/components/Loaded.tsx'
import { Panel } from '#src/components/Panel.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import styles from './AgentCallCentersPanel.module.css'

/** The call centers that the agent belongs to through their services (Get Agent Related Objects). */
export function AgentCallCentersPanel({ id }: { id: number }) {
  const related = useQuery(agentQueries.related(id))
  const names = useQuery(callCenterQueries.list())
  const ids = related.data?.callCenter.map((callCenter) => callCenter.id)
  const nameOf = (callCenterId: number) => names.data?.find((row) => row.callCenterId === callCenterId)?.name
  return (
    <Panel title="Call centers" count={ids?.length}>
      <Loaded
        what="The call centers"
        reads={[related]}
        data={ids}
        skeleton={
          <ul className={styles.list}>
            <li>
              <Skeleton width={120} />
            </li>
            <li>
              <Skeleton width={96} />
            </li>
          </ul>
        }
        empty={
          <EmptyState title="No call center">
            <p>Agents belong to the call centers of their services.</p>
          </EmptyState>
        }
      >
        {(all) => (
          <ul className={styles.list}>
            {all.map((callCenterId) => (
              <li key={callCenterId}>
                {/* Without a name, or before it is there, the id says which. */}
                <Link to="/agents" search={{ callCenter: [String(callCenterId)] }}>
                  {nameOf(callCenterId) ? (
                    <bdi>{nameOf(callCenterId)}</bdi>
                  ) : names.isPending ? (
                    <Skeleton width={96} />
                  ) : (
                    `Call center ${callCenterId}`
                  )}
                </Link>
                <span className={styles.id}>{callCenterId}</span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Panel>
  )
}
