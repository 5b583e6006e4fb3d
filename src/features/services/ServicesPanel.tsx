import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { ServiceSummary } from '#contract/services.ts'
import { callCenterQueries } from '#src/api/call-centers.ts'
import { serviceQueries } from '#src/api/services.ts'
import { EmptyState } from '#src/components/EmptyState.tsx'
import { FailedState } from '#src/components/FailedState.tsx'
import { Loaded } from '#src/components/Loaded.tsx'
import { Skeleton } from '#src/components/Skeleton.tsx'
import { acdModeOf, byCallCenter } from '#src/domain/service-words.ts'
import { formatCount } from '#src/lib/format.ts'
import styles from './Services.module.css'

/** All services of the client, by call center, with the number of their agents. */
export function ServicesPanel() {
  const services = useQuery(serviceQueries.list())
  const callCenters = useQuery(callCenterQueries.list())
  const counts = useQuery(serviceQueries.counts())
  const known = services.data && callCenters.data && byCallCenter(services.data, callCenters.data)
  return (
    <Loaded
      what="The services"
      reads={[services, callCenters]}
      data={known}
      skeleton={<ServicesSkeleton />}
      empty={
        <EmptyState title="No services yet">
          <p>Services are created on the platform and appear here by call center.</p>
        </EmptyState>
      }
    >
      {(groups) => (
        <>
          {counts.isError && !counts.data && (
            <FailedState title="The number of agents with each service couldn’t be loaded" reads={[counts]} />
          )}
          {groups.map(([name, members]) => (
            <CallCenterServices
              key={name}
              name={name}
              services={members}
              countOf={(id) => {
                const count = counts.data?.get(id)
                if (!counts.data) return counts.isError ? '–' : <Skeleton width={32} />
                return formatCount(count?.agents ?? 0) + (count?.more ? '+' : '')
              }}
            />
          ))}
        </>
      )}
    </Loaded>
  )
}

interface CallCenterServicesProps {
  name: string
  services: readonly ServiceSummary[]
  countOf: (id: number) => React.ReactNode
}

function CallCenterServices({ name, services, countOf }: CallCenterServicesProps) {
  const headingId = useId()
  const callCenter = services[0]?.callCenterId
  return (
    <section className={styles.group} aria-labelledby={headingId}>
      <h2 id={headingId}>
        {callCenter === undefined ? (
          name
        ) : (
          <Link to="/agents" search={{ callCenter: [String(callCenter)] }}>
            <bdi>{name}</bdi>
          </Link>
        )}
      </h2>
      <table className={styles.table} aria-labelledby={headingId}>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">ID</th>
            <th scope="col">ACD mode</th>
            <th scope="col">Agents</th>
          </tr>
        </thead>
        <tbody>
          {services.map((service) => (
            <tr key={service.serviceId}>
              {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the name of the service is its text */}
              <td>
                <Link to="/services/$id" params={{ id: service.serviceId }}>
                  <bdi>{service.name}</bdi>
                </Link>
              </td>
              <td>{service.serviceId}</td>
              <td>{acdModeOf(service) ?? '–'}</td>
              <td>{countOf(service.serviceId)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const ServicesSkeleton = () => (
  <div aria-hidden="true">
    {[3, 4].map((rows) => (
      <div key={rows} className={styles.group}>
        <Skeleton width={120} />
        {Array.from({ length: rows }, (_, row) => (
          <p key={row} className={styles.waiting}>
            <Skeleton width={180 - row * 20} />
          </p>
        ))}
      </div>
    ))}
  </div>
)
